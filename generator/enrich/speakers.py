"""Who says it: the subject of the speech verb beside a quotation, and the person a short form or pronoun stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from generator.enrich.lexicon import entries, function_words

_CAP = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĘĚĞĢĪİĶŁŃŇŐŒŘŚŞŠŢŤŪŮŰŹŻŽȘȚА-ЯЁІЇЄҐ]"
_NAME = re.compile(
    rf"(?:{_CAP}[\w'’\-]*\w|{_CAP}\.|(?<=\s)al-{_CAP}\w+)(?:\s(?:(?:de|del|della|di|da|dos|la|van|von|der|den|bin|ibn|al|el|ter|y|e)\s)*(?:{_CAP}[\w'’\-]*\w|(?:{_CAP}\.)+|al-{_CAP}\w+|el-{_CAP}\w+))*"
)
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_TITLE = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Maj|Rev|Sir|Lord|Lady|Dame|President|Senator|Governor"
    r"|Congressman|Congresswoman|Representative|Mayor|Minister|Prime|Foreign|Secretary(?:\sof\s(?:State|Defense))?|Professor|Judge|Justice|Chief|General"
    r"|Colonel|Captain|Officer|Sheriff|King|Queen|Prince|Princess|Pope|Bishop|Archbishop|Cardinal|Imam|Sheikh|Ambassador"
    r"|Chancellor|Vice|Deputy|Former|The|Señor|Señora|Monsieur|Madame|Herr|Frau|M|Mme|Sra?|Dona?)\.?\s+)+"
)
_INITIALS = re.compile(rf"(?:{_CAP}\.\s?)+|[RDI]-[A-Z][A-Za-z]*")
"""Parts of N.C., U.S., R-S.C.: states, and parties with them."""
_PRONOUN = re.compile(
    r"(?:he|she|i|il|elle|él|ella|er|ele|ela|lui|lei|hij|zij|han|hon|hun|он|она|він|вона)$", re.IGNORECASE
)
_PREPOSITION = re.compile(
    r"\b(?:of|in|at|from|to|for|by|on|with|about|against|near|under|over|into|after|before|than|de|du|des|en|à|au|dans|zu|von|im)"
    r"\s+(?:the\s+|la\s+|le\s+|der\s+|den\s+)?$"
)
_SIGNED = re.compile(rf"\s*(?:—|–|--)\s*{_CAP}[^.!?,]{{2,40}}")
"""A dash and a name behind a quotation."""
_BEHIND_SUBJECT = re.compile(
    r"\s(?:of|in|at|from|who|on|during|after|to|as|devant|dans|à|au|lors|en|sur|après|ante|durante|tras|vor|bei|im|nach)\s"
)
_ARTICLES = (
    "der|die|das|dem|den|des|eine?[mnrs]?|keine?[mnrs]?|i[mn]s|zu[mr]|vom|beim|les?|une?|du|aux?|el|los|las|il|gli|uno"
)
"""What stands before nouns, which have capitals in German, and before no name of a person."""
_BREAK = re.compile(r"[.!?;:]\s|[\n—–]")


@cache
def speech_verbs() -> frozenset[str]:
    """Every form of every speech verb."""
    return entries("speech_verbs")


@cache
def _no_names() -> frozenset[str]:
    return entries("common_words", "starters") | entries("calendar") | {"Republican", "Democrat", "Democratic"}


class People:
    """The people of an article, found again by any part of their names."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        self._by_token: dict[str, str] = {}
        for name in self.names:
            for token in name.split():
                # A token of two people's names stands for neither.
                self._by_token[token] = name if self._by_token.get(token, name) == name else ""

    def full(self, name: str) -> str:
        """The person a name or a part of it stands for; empty if nobody is known by it."""
        for token in reversed(name.split()):
            if person := self._by_token.get(token):
                return person
        return ""

    def first_in(self, text: str) -> str:
        """The person named first in a text; empty if none."""
        if not self._by_token:
            return ""
        for match in _WORD.finditer(text):
            token = match.group()
            person = self._by_token.get(token) or self._by_token.get(token.removesuffix("'s").removesuffix("’s"))
            if person:
                return person
        return ""


def after(text: str) -> str | None:
    """The subject in what follows a quotation: ``said Mr. Kato``, ``he said``; None without a speech verb."""
    if signed := _SIGNED.match(text):
        return _name_in(signed.group())
    clause = _first_clause(text)
    verb = _verb(clause)
    if verb is None:
        return None
    start, end = verb
    before = clause[:start].strip(" ,")
    if before and (subject := _subject(clause[:start])):
        return subject
    if before and not before.islower():
        return ""
    return _object(clause[end:])


def before(text: str) -> str | None:
    """The subject in what leads to a quotation: ``Mr. Kato said``, ``according to Mr. Kato``; None without a verb."""
    clause = _last_clause(text)
    verb = _verb(clause, last=True)
    if verb is None:
        return None
    return _subject(clause[: verb[0]])


def _first_clause(text: str) -> str:
    text = text[:200]
    for match in _BREAK.finditer(text):
        word = text[: match.start()].rpartition(" ")[2]
        if not (match.group().startswith(".") and (len(word) <= 4 and word[:1].isupper())):
            return text[: match.start()]
    return text


def _last_clause(text: str) -> str:
    text = text[-260:].rstrip(" :,")
    for match in reversed(list(_BREAK.finditer(text))):
        word = text[: match.start()].rpartition(" ")[2]
        if not (match.group().startswith(".") and (len(word) <= 4 and word[:1].isupper())):
            return text[match.end() :]
    return text


def _verb(clause: str, *, last: bool = False) -> tuple[int, int] | None:
    verbs, found = speech_verbs(), None
    for match in _WORD.finditer(clause):
        if match.group() in verbs or (match.start() == 0 and match.group().lower() in verbs):
            found = match.span()
            if not last:
                break
    return found


def _subject(text: str) -> str:
    """The subject that ends right before a verb; a pronoun as it stands; empty if it is no name."""
    parts = [part.strip() for part in text.split(",")]
    if not parts[-1] and len(parts) > 2:  # "Kato, who heads the group, said": the part between the commas explains
        inner, outer = parts[-2], parts[:-2]
        named = next(filter(None, map(_name_in, reversed(outer))), "")  # "Kato, 30, of Raleigh, N.C., who …, said"
        return _name_in(inner) if inner[:1].isupper() and not named else named
    last = parts[-1]
    words: list[str] = _WORD.findall(last)
    for word in words[-4:]:
        if _PRONOUN.match(word):
            return word.lower()
    return _name_in(last)


def _object(text: str) -> str:
    """The subject behind a verb: ``said Foreign Ministry spokesman Qin Gang, who …``, ``dijo el presidente, X``."""
    parts = text.split(",", 2)
    first = _BEHIND_SUBJECT.split(parts[0], maxsplit=1)[0]
    words: list[str] = _WORD.findall(first)
    if words and _PRONOUN.match(words[0]):
        return words[0].lower()
    if (name := _name_in(first)) or len(parts) < 2:
        return name
    second = parts[1].lstrip()
    return _name_in(second) if second[:1].isupper() else ""


def _name_in(text: str) -> str:
    """The last name in a piece of text that no preposition governs."""
    found = ""
    for match in _NAME.finditer(text):
        name = _TITLE.sub("", match.group() + " ").strip()
        while name and name.split(" ", 1)[0] in _no_names():
            name = name.partition(" ")[2]
        name = str(re.split(r"['’]s ", re.sub(r"['’]s?$", "", name))[-1])
        if name and not _INITIALS.fullmatch(name) and not _PREPOSITION.search(text[: match.start()]):
            found = name
    return found


def is_pronoun(subject: str) -> bool:
    """Whether a subject is a personal pronoun."""
    return bool(subject) and _PRONOUN.match(subject) is not None


def named(name: str, paragraphs: Sequence[str]) -> str:
    """The fullest form of a name that is none of the people's; empty if it may be a place or no name at all."""
    full = fuller(name, paragraphs)
    if " " in full or _is_institution(full):
        return full
    noun = re.compile(rf"\b(?:in|at|from|near|to|of|{_ARTICLES})\s{re.escape(full)}\b", re.IGNORECASE)
    is_doubtful = full in _no_words() or full.lower() in _small_words()
    is_doubtful = is_doubtful or any(noun.search(text) for text in paragraphs if full in text)
    return "" if is_doubtful or len(full) < 3 else full


def _is_institution(name: str) -> bool:
    """Whether one word names an organisation: an acronym, or a known one."""
    return (name.isupper() and len(name) > 1) or name in entries("known_organisations")


@cache
def _small_words() -> frozenset[str]:
    """Words without meaning of many languages: with a capital they begin a sentence."""
    return frozenset().union(*function_words().values())


@cache
def _no_words() -> frozenset[str]:
    lists = ("common_words", "calendar", "demonyms", "titles", "organisation_words", "place_words", "things")
    return frozenset().union(*(entries(name) for name in lists))


def fuller(name: str, paragraphs: Sequence[str]) -> str:
    """The fullest form of a single name that stands in the paragraphs: Kato → Kato Hiroshi."""
    if " " in name or len(name) < 3:
        return name
    for text in paragraphs:
        if name not in text:
            continue
        for match in _NAME.finditer(text):
            full = _TITLE.sub("", match.group() + " ").strip()
            if full != name and re.search(rf"(?:^|\s){re.escape(name)}$", full) and full.split()[0] not in _no_names():
                return full
    return name

"""What a text consists of: words, sentences, paragraphs."""

from __future__ import annotations

import re

from generator.text import is_unspaced, unspaced

_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_JOINS_BEFORE = re.compile(r"\w['’\-]?\Z")
_JOINS_BEHIND = re.compile(r"['’\-]?\w")
"""What makes a word go on at its ends."""
_NO_LETTER = re.compile(r"\W")
_SIGN_BEYOND_ASCII = re.compile(r"[^\w\x00-\x7f]")
_BYTES = bytes(
    ord("-") if byte in b"'-" else ord("0") if byte >= 0x80 or chr(byte).isalnum() or byte == ord("_") else ord(" ")
    for byte in range(256)
)


def _spaced(text: str) -> str:
    """The text with spaces around each letter of a script that has none between its words."""
    return unspaced().sub(lambda match: f" {match.group()} ", text) if is_unspaced(text) else text


def words(text: str) -> list[str]:
    """The words, in order; in scripts without spaces each character counts as one."""
    return _WORD.findall(_spaced(text))


def key_words(text: str) -> list[str]:
    """The words of more than three letters, without their case: they carry what a text is about.

    A letter beyond ASCII counts for more, as it may be a word in a script without spaces.
    """
    return [word.casefold() for word in words(text) if len(word) > 3 or not word.isascii()]


class Passage:
    """A text that is asked for words: to look for the few is quicker than to list the many."""

    def __init__(self, text: str) -> None:
        self._text = f" {_spaced(text).casefold()} "

    def __contains__(self, word: str) -> bool:
        """Whether a word, without its case, is one of the words of the text."""
        text = self._text
        start = text.find(word)
        while start >= 0:
            end = start + len(word)
            if text[start - 1] == " " == text[end]:
                return True
            if not (_JOINS_BEFORE.search(text[max(0, start - 2) : start]) or _JOINS_BEHIND.match(text, end)):
                return True
            start = text.find(word, start + 1)
        return False


def word_count(text: str) -> int:
    """How many ``words`` a text has, without making them."""
    if not text.isascii():
        if is_unspaced(text):
            letters = "".join(unspaced("+").findall(text))
            return len(letters) - len(_NO_LETTER.findall(letters)) + word_count(unspaced("+").sub(" ", text))
        text = _SIGN_BEYOND_ASCII.sub(" ", text.replace("’", "'"))
    # One byte each: - for what joins words, 0 for what they consist of, a space for the rest.
    signs = b" " + text.encode("utf-8", "surrogatepass").translate(_BYTES)
    # A word begins behind a space, or behind a sign that would join it to a word before if there were one.
    return signs.count(b" 0") + (signs.count(b" -0") + signs.count(b"--0") if b"-" in signs else 0)


# A full stop after these ends no sentence. Single capital letters (initials) are told by the pattern below.
_ABBREVIATIONS = frozenset(
    {
        *("mr", "mrs", "ms", "dr", "prof", "st", "gen", "col", "maj", "capt", "lt", "sgt", "adm", "gov"),
        *("sen", "rep", "rev", "hon", "pres", "sr", "jr", "vs", "etc", "inc", "ltd", "co", "corp", "no"),
        *("nos", "fig", "vol", "al", "approx", "dept", "est", "min", "max", "art", "pp", "ed", "eds", "jan"),
        *("feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues"),
        *("wed", "thu", "thur", "thurs", "fri", "sat", "sun", "u.s", "u.n", "u.k", "e.u", "a.m", "p.m"),
        *("i.e", "e.g", "ph.d", "m", "mm", "mme", "mlle", "sra", "srta", "lic", "ing", "arq", "bzw", "ca"),
        *("usw", "nr", "str", "dr.h.c", "z.b", "d.h", "u.a", "av", "bd", "z", "mio", "mrd", "tsd", "hr", "fr"),
        *("bspw", "evtl", "ggf", "inkl", "sog", "vgl", "zzgl", "ee", "uu", "uds", "dra", "dña", "núm", "pág"),
        *("janv", "févr", "avr", "juil", "déc", "okt", "dez", "jän", "ene", "abr", "dic"),
        *("mgr", "sig", "dott", "avv", "dhr", "mevr", "cpl", "pvt", "brig", "messrs", "ул", "им"),
    }
)
_SENTENCE_END = re.compile(
    r"""(?: [.!?…]++ [\])}"'”’»›]*+ (?:\[(?:\d{1,3}|[a-z])\]|[¹²³⁰⁴-⁹])*+ (?=\s)  # with marks of footnotes
          | [。！？｡]+ [」』”’）]* | [؟۔।॥]+ (?=\s|$) )""",
    re.VERBOSE,
)
_STOP = re.compile("[.!?…。！？｡؟۔।॥]")
_STOPS = re.compile("[.!?…]+|[؟۔।॥]+|.")
"""What ends no sentence as a whole ends none from its second sign on."""
_NEXT = re.compile(r"\s*(\S?)")
_LETTER_BEFORE = re.compile(r"(?:^|[\s(])\w\. ?\w\Z")
"""The second letter of "d. h.", "u. a."."""
_BEFORE_ORDINAL = re.compile(r"(?:\b(?:der|die|das|dem|zu[mr]|vom|beim|im|seit)|(?<!\bI )\bam) \Z", re.IGNORECASE)
_BEHIND_ORDINAL = re.compile(
    r"\s(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jahrhundert|Jahrtausend|"
    r"Jahrestag|Geburtstag|Lebensjahr|Weltkrieg|Bundesliga|Liga|FC|Platz|Rang|Minute|Spieltag|Runde|Bezirk|Klasse|Stock)"
)
"""What makes a number with a stop an ordinal, in German: other languages have none, or go on in small letters."""
_LONGEST_ORDINAL = 3
"""In figures."""


def sentences(text: str) -> tuple[str, ...]:
    """Split a paragraph into sentences; each stands word for word in it, and together they are all of it.

    A stop ends a sentence unless it follows an abbreviation or an initial, or the next word begins in
    lower case. Closing quotation marks and brackets stay with their sentence.
    """
    return tuple(text[start:end] for start, end in sentence_spans(text))


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence in ``text``, without the white space around it."""
    spans, start, position = [], 0, 0
    while stop := _STOP.search(text, position):
        match = _SENTENCE_END.match(text, stop.start())
        position = match.end() if match else _STOPS.match(text, stop.start()).end()  # type: ignore[union-attr]
        if match and _ends_sentence(text, start, match):
            spans.append(_trimmed(text, start, position))
            start = position
    spans.append(_trimmed(text, start, len(text)))
    return [(begin, end) for begin, end in spans if begin < end]


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    following = _NEXT.match(text, match.end())
    continues = following is not None and following[1].islower()
    if not match.group().startswith("."):
        return not (continues and match.group()[0] in "!?…")
    if continues:
        return False
    if match.group() != ".":
        return True
    last = _last_token(text, start, match.start())
    if len(last) == 1 and last.isalpha():
        return last.lower() not in _ABBREVIATIONS and not (last.isupper() or _is_second_letter(text, match.start()))
    if last.isdecimal() and len(last) <= _LONGEST_ORDINAL:
        return not _is_ordinal(text, match.start() - len(last), match.end())
    return last.lower() not in _ABBREVIATIONS


def _is_second_letter(text: str, end: int) -> bool:
    """Whether the letter that ends at ``end`` follows another one with a stop: "d. h.", "u. a."."""
    return _LETTER_BEFORE.search(text, max(0, end - 6), end) is not None


def _is_ordinal(text: str, begin: int, end: int) -> bool:
    """Whether a number and its stop, from ``begin`` to before ``end``, count in order: "am 3. Mai", "der 1. Tag"."""
    behind = _BEHIND_ORDINAL.match(text, end) is not None
    return behind or _BEFORE_ORDINAL.search(text, max(0, begin - 8), begin) is not None


def _last_token(text: str, start: int, end: int) -> str:
    """The word, with stops in it, that ends at ``end``; empty if none does."""
    begin = end
    while begin > start and (text[begin - 1].isalnum() or text[begin - 1] in "_."):
        begin -= 1
    return text[begin:end]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end

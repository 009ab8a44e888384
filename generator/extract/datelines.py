"""Lines that state a date: "Published 13 February 2007", "13 février 2007", "2007-02-13 10:00 UTC".

A line counts only if the date is all it says, or if it opens with a word of publishing. What could be read in
two ways (03/04/2007), or lacks the year, is no date.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from generator.extract.months import months
from generator.light import light
from generator.text import fold

_WORD = r"[^\W\d_]{2,14}"
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)"
# A year ends where no digit follows, or where the same date is said again without a space between.
_ENDS = r"(?:(?![\d:])|(?=\d{1,2}(?:\.\s|[./]\d)))"
_IN_FIGURES = r"\d[-/.]\s?\d"
_DAY_AND_YEAR = r"\d(?:st|nd|rd|th)?,?\s(?:1[6-9]|20)\d\d"
_FORMS = tuple(
    (re.compile(needed), re.compile(form))
    for needed, form in (
        (_IN_FIGURES, rf"(?<!\d){_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?![\d:]|-\d)"),
        ("年", rf"(?<!\d){_YEAR}\s?年\s?(?P<month>\d{{1,2}})\s?月\s?(?P<day>\d{{1,2}})\s?日"),
        ("년", rf"(?<!\d){_YEAR}\s?년\s?(?P<month>\d{{1,2}})\s?월\s?(?P<day>\d{{1,2}})\s?일"),
        (_IN_FIGURES, rf"(?<!\d){_YEAR}\.\s(?P<month>\d{{1,2}})\.\s(?P<day>\d{{1,2}})\.?(?!\d)"),
        (_IN_FIGURES, rf"(?<![\d.:])(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}{_ENDS}"),
        (_IN_FIGURES, r"(?<![\d.:])(?P<day>\d\d)\.(?P<month>\d\d)\.(?P<short>[0-3]\d)(?![\d.:])"),
        (
            _IN_FIGURES,
            rf"(?<![\d/:])(?P<a>\d{{1,2}})[/-](?P<b>\d{{1,2}})[/-]{_YEAR}(?:(?![\d/])|(?=\d{{1,2}}/\d))",
        ),
        (
            r"[\s-](?:1[6-9]|20)\d\d",
            (
                r"(?<![\d.:])(?P<day>\d{1,2})(?:\.|er|º|ª|st|nd|rd|th|-го)?[\s-](?:de\s|of\s|d[’'])?"
                rf"(?P<name>{_WORD})\.?,?[\s-](?:de\s|del\s)?{_YEAR}{_ENDS}"
            ),
        ),
        (_DAY_AND_YEAR, rf"(?P<name>{_WORD})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{_YEAR}(?![\d:])"),
    )
)
"""What is quickly found in every text that has a date of a form, and the form."""
_NEEDED = tuple(dict.fromkeys(needed for needed, _ in _FORMS))
_WHICH = tuple(_NEEDED.index(needed) for needed, _ in _FORMS)
"""What each form needs, and its place among all that is needed: several forms need the same."""
_PUBLISHED = (
    r"(?:first |originally )?(?:published|posted|released|issued|filed)|publication date|date|veröffentlicht|erschienen|erstellt|"
    r"publié|publiée|mis en ligne|publicado|publicada|pubblicato|gepubliceerd|publicerad|publicerat|udgivet|offentliggjort|publisert|"
    r"julkaistu|opublikowano|data publikacji|опубликовано|yayınlanma|giriş|diterbitkan|stand|datum|入力|등록|입력|发布|发表|掲載|公開|配信"
)
_UPDATED = (
    r"(?:last )?(?:updated|modified|edited|revised)|aktualisiert|editiert|bearbeitet|zuletzt aktualisiert|geändert|mis à jour|mise à jour|actualizado|"
    r"actualizada|atualizado|aggiornato|bijgewerkt|uppdaterad|uppdaterat|opdateret|oppdatert|päivitetty|aktualizacja|обновлено|"
    r"güncelleme|diperbarui|수정|更新"
)
_PUBLISHED_MARK = re.compile(rf"(?:^|[\s|•·(/,:—–-])(?:{_PUBLISHED})\b", re.IGNORECASE)
_UPDATED_MARK = re.compile(rf"(?:^|[\s|•·(/,:—–-])(?:{_UPDATED})", re.IGNORECASE)
_CLOCK = re.compile(
    r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?\s?m\.?)?|\b\d{1,2}\s?(?:uhr|[ap]\.?m\.?)|\b(?:[A-Z]{2,4}T|UTC|GMT|[ECMP][SD]?T|IST)\b|[+-]\d\d:?\d\d",
    re.IGNORECASE,
)
# 03/04/2007 is the third of April wherever a language other than English says so in the same line.
_DAY_FIRST = re.compile(
    rf"\b(?:{_PUBLISHED.partition('veröffentlicht|')[2]}|veröffentlicht|aktualisiert|mis à jour|actualizado|actualizada|atualizado|"
    r"aggiornato|bijgewerkt|uppdaterad|opdateret|oppdatert|aktualizacja|обновлено|wurde am|vom|"
    r"lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo|segunda|terça|quarta|quinta|sexta|lundi|mardi|mercredi|"
    r"jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|luned|marted|gioved|venerd)",
    re.IGNORECASE,
)
# Short dates with points are written year first where these letters are.
_YEAR_FIRST = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_HANDLE = re.compile(r"@\w")
_AUTHOR = re.compile(
    r"^[-|•·⋅/–\s]*(?:words |posted |written |text )?(?:by|von|par|por|di|door|af|av|autor(?:in)?|author)\b:?\s",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s[|•·⋅@–—/-]+\s")
_SAID = re.compile(
    r"^(?:dieser|diese|this|cet|cette|este|esta)\s\w+\s(?:wurde|was|a été|fue|foi)\b.{0,90}\b(?:veröffentlicht|geschrieben|published|posted|publiée?|publicad[oa])",
    re.IGNORECASE,
)
_SAID_OPEN = frozenset("dDtTcCeE")
_MAY_BE_DATE = re.compile(r"\d\d(?:\d\d|\.\d\d\.\d\d)")
_MAX = 160
_MAX_SAID = 400
_FIGURES = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)(?!\d)")
# "Ann ExampleMay 6, 2013", "… what next?Monday, 6 May 2013": what the page sets apart, the text has glued together.
_TIMED = re.compile(r"[\s,;|–—-]*(?:um|at|à|às|a las|klo?\.?|ore)?\s*\d{1,2}[:.h]\d\d")
_GLUED = re.compile(r"(?<=[a-zß-ÿ?!.”\"])(?=[A-Z][a-z]{2,8}[.,]? \d)")


@light
class Stated:
    """The dates of one line, and whether it says what they are."""

    published: date | None = None
    updated: date | None = None
    marked: bool = False
    words: int = 0
    """How many words the line has beside its dates."""
    posted: bool = False
    """Whether it opens as posts embedded in a page do."""


def parse(text: str, order: str = "") -> Stated | None:
    """Return the dates that a line is there to state; None for other lines.

    A line that opens with a dash or holds an "@" signs a quoted post, not the article. ``order`` is how the source
    writes dates in figures, as ``order_of`` tells it.
    """
    if len(text) > _MAX:
        return _said(text) if len(text) <= _MAX_SAID else None
    return _parsed(text, order) if _MAY_BE_DATE.search(text) else None


@lru_cache(maxsize=512)
def _parsed(text: str, order: str) -> Stated | None:
    """Kept: such a line is asked three times."""
    if _HANDLE.search(text) or text.startswith(("—", "–")):
        return None
    text = _GLUED.sub(" ", text)
    found = all_in(text, order)
    if not found:
        return None
    rest = text
    for start, end, _ in reversed(found):
        rest = rest[:start] + " " + rest[end:]
    published, updated = _PUBLISHED_MARK.search(text), _UPDATED_MARK.search(text)
    marked = published is not None or updated is not None or _SAID.match(text) is not None
    words = re.findall(r"[^\W\d_]+", _CLOCK.sub(" ", rest))
    starts = min((match.start() for match in (published, updated) if match), default=999) <= 1
    has_time = _TIMED.match(text[found[0][1] :]) is not None
    limit = 20 if _SAID.match(text) else 14 if starts else 8 if marked else 5
    if not marked and (has_time or found[0][0] <= 3 or _AUTHOR.match(text)):
        limit = 11  # "By A. Name on 3 May 2013, 11:51 | 0 comments", "3 May 2013 // Author: A. Name // Politics"
    if len(words) > limit or re.search(r"[.!?]\s+\w.*[.!?]$", rest):
        return None
    if not marked and re.search(r"©|\bcopyright\b|all rights", text, re.IGNORECASE):
        return None
    stated = _assigned(text, found, published, updated, marked=marked)
    return replace(stated, words=len(words), posted=text.startswith("Posted by")) if stated else None


def _said(text: str) -> Stated | None:
    """The date in a sentence that says when the article was published, and in which categories."""
    if text[0] not in _SAID_OPEN or not _SAID.match(text):
        return None
    found = all_in(text[:_MAX])
    return Stated(found[0][2], None, True) if len(found) == 1 else None


def order_of(texts: Sequence[str]) -> str:
    """How a source writes dates in figures, ``day`` or ``month`` first, if it shows; else empty.

    It shows where one of them leaves no choice, or where the source also writes out the day that one of them means.
    """
    orders: set[str] = set()
    open_ones: list[tuple[int, int, int]] = []
    for text in [text for text in texts if "/" in text]:
        for match in _FIGURES.finditer(text) if "/20" in text or "/19" in text else ():
            a, b, year = int(match[1]), int(match[2]), int(match[3])
            if a != b and 0 < a <= 12 and 0 < b <= 12:
                open_ones.append((a, b, year))
            elif a <= 31 and b <= 31 and min(a, b) <= 12 and a != b:
                orders.add("day" if a > 12 else "month")
    if open_ones and not orders:
        said = {day for text in texts for _, _, day in all_in(text)}
        orders = {"day" for a, b, year in open_ones if date(year, b, a) in said}
        orders |= {"month" for a, b, year in open_ones if date(year, a, b) in said}
    return orders.pop() if len(orders) == 1 else ""


def _assigned(
    text: str,
    found: list[tuple[int, int, date]],
    published: re.Match[str] | None,
    updated: re.Match[str] | None,
    *,
    marked: bool,
) -> Stated | None:
    if updated is None:
        days = {day for _, _, day in found}
        return Stated(found[0][2], None, marked) if len(days) == 1 or marked else None
    after = [day for start, _, day in found if start >= updated.start()]
    before = [day for start, _, day in found if start < updated.start()]
    if published is not None and published.start() > updated.start():
        later = [day for start, _, day in found if start >= published.start()]
        return Stated(later[0] if later else None, after[0] if after else None, True)
    if published is None and _is_said_twice(found, updated.start(), text):
        before = []
    return Stated(before[0] if before else None, (after or before)[0], True)


def _is_said_twice(found: list[tuple[int, int, date]], mark: int, text: str) -> bool:
    """Whether the moment of an update stands on both sides of its mark: "3 May 2013, 11:51 Edited 3 May 2013, 11:51"."""
    tails = [_CLOCK.match(text[end:].lstrip(" ,;–-")) for _, end, _ in found]
    sides = {start < mark for start, _, _ in found}
    times = {tail.group() for tail in tails if tail}
    return len(sides) == 2 and all(tails) and len(times) == 1 and len({day for _, _, day in found}) == 1


def all_in(text: str, order: str = "") -> list[tuple[int, int, date]]:
    """Every full and unambiguous date in a text: (start, end, day), in order, none inside another."""
    found: list[tuple[int, int, date]] = []
    for form in _possible(text):
        for match in form.finditer(text):
            day = _day(match, text, order)
            if day and not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((match.start(), match.end(), day))
    return sorted(found)


def _possible(text: str) -> tuple[re.Pattern[str], ...]:
    """The forms of which a text has what each of them needs: most texts have nothing of any."""
    if not _MAY_BE_DATE.search(text):
        return ()
    there = [needed.search(text) for needed in _NEEDED]
    return tuple([form for (_, form), which in zip(_FORMS, _WHICH, strict=True) if there[which]])


def _day(match: re.Match[str], text: str, order: str) -> date | None:
    parts = match.groupdict()
    if "a" in parts:
        a, b = int(parts["a"]), int(parts["b"])
        if a != b and a <= 12 and b <= 12 and not (order or _DAY_FIRST.search(text)):
            return None
        month, day = (a, b) if b > 12 or (order == "month" and a <= 12) else (b, a)
    else:
        month = months().get(fold(parts["name"]).rstrip("."), 0) if "name" in parts else int(parts["month"])
        day = int(parts["day"])
    if "short" in parts and _YEAR_FIRST.search(text):
        return None
    try:
        return date(int(parts["year"]) if "year" in parts else 2000 + int(parts["short"]), month, day)
    except ValueError:
        return None

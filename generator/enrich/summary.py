"""Which sentences tell the article: its lede first, then the ones at its centre. Nothing is reworded."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import field
from functools import cache
from math import log

from generator.articles import Article
from generator.enrich.lexicon import function_words
from generator.light import light
from generator.prose import sentences, word_count, words
from generator.text import BIDI_CONTROLS, CONTROLS

MAX_SENTENCES, MAX_WORDS = 3, 80
MAX_POINTS = 5
POINTS_FROM_WORDS = 250
"""Shorter articles have no key points: the reader has read them by then."""

_SHORTEST, _LONGEST = 5, 70
_LOOKED_AT = 100
"""Sentences weighed: what comes later in a very long text is not its summary."""

_AFTER_DATELINE = re.compile(
    r"(?!\.\s)[^–—()/-]{0,30}?(?:[(/][^()]{1,30}[)/][\s.]*)?(?:\s*[–—]\s*|(?:\s+|\.)-{1,2}\s+|\s*--\s*)(?=\S)"
)
"""What stands between the place of a dateline and the sentence: a day, an agency, a dash."""
_ENDS = re.compile(r"""[.!…。！｡؟۔।॥][\])}"'”’»›」』）]*(?:\[(?:\d{1,3}|[a-z])\]|[¹²³⁰⁴-⁹])*$""")
_ASKS = re.compile(r"""[?？؟][\])}"'”’»›」』）]*$""")
_ASKED = re.compile("[?？؟]")
_NO_STORY = re.compile(
    r"""(?:^\W*(?:photo|image|file|video|picture|updated?|published|last\ updated|editor['’]s\ note
    |advertisement|read\ more|click|follow\ us|subscribe|sign\ up
    |this\ (?:story|article|post)\b|by\ [.A-Z]|correction|copyright|©|\|))
    |\bcookies?\b|https?://|@\w+\.\w""",
    re.VERBOSE | re.IGNORECASE,
)
# A sentence that begins like this leans on the one before it.
_LEANS = re.compile(
    r"""\W*(?:he|she|it|they|this|that|these|those|his|her|their|its|but|and|however|so|also|yet|instead|meanwhile|then|there|such
    |for\ example|in\ addition|the\ (?:official|diplomat|spokesman|spokeswoman|statement|move|call)
    |il|elle|ils|elles|mais|cela|ce|cette|él|ella|ellos|pero|esto|eso|este|esta|er|sie|es|aber|dies|diese|ele|ela|mas|isso
    |он|она|они|это|но|وقال|وأضاف|كما)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_OPENING, _CLOSING = "“„«「『", "”»」』"


@light
class _Sentence:
    """One sentence that could stand alone, and what speaks for it."""

    text: str
    at: int
    """Number among the article's sentences."""
    length: int
    """In words."""
    terms: frozenset[str]
    """Its words that carry meaning, folded."""
    leans: bool
    """Whether it needs the sentence before it."""
    score: float = field(default=0.0)


def summarize(article: Article) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the summary (one to three sentences) and the key points, each word for word from the body."""
    candidates = list(_candidates(article))
    if not candidates:
        return (), ()
    scores = _scores(candidates, frozenset(_terms(f"{article.title} {article.deck}")))
    lede = _lede(candidates)
    chosen = _summary(candidates, lede, scores)
    points = _points(candidates, chosen, scores) if _is_long(article) else []
    return tuple(sentence.text for sentence in chosen), tuple(sentence.text for sentence in points)


def _is_long(article: Article) -> bool:
    number = 0
    for block in article.body:
        number += word_count(block.text)
        if number >= POINTS_FROM_WORDS:
            return True
    return False


def _candidates(article: Article) -> Iterable[_Sentence]:
    at = 0
    for block in article.body:
        if block.kind != "paragraph" or at >= _LOOKED_AT:
            continue
        for number, text in enumerate(sentences(block.text)):
            at += 1
            whole, text = text, text if number else _without_dateline(text, article.dateline)
            length = len(text.split()) if " " in text else len(words(text))
            # What is left of a sentence may be two, a sentence never is.
            if _can_stand(text, length) and (text is whole or sentences(text) == (text,)):
                yield _Sentence(text, at, length, frozenset(_terms(text)), bool(_LEANS.match(text)))


def _without_dateline(text: str, dateline: str) -> str:
    if not dateline or not text.startswith(dateline):
        return text
    match = _AFTER_DATELINE.match(text, len(dateline))
    return text[match.end() :] if match else text


def _can_stand(text: str, length: int) -> bool:
    return (
        _SHORTEST <= length <= _LONGEST
        and len(text) <= 600
        and not text[:1].islower()
        and (_ENDS.search(text[-8:]) or _ENDS.search(text)) is not None
        and not (_ASKED.search(text) and _ASKS.search(text))
        and not _is_no_story(text)
        and (text.isprintable() or not (BIDI_CONTROLS.search(text) or CONTROLS.search(text)))
        and text.count('"') % 2 == 0
        and (text.isascii() or sum(map(text.count, _OPENING)) == sum(map(text.count, _CLOSING)))
        and text.count("(") == text.count(")")
    )


def _is_no_story(text: str) -> bool:
    # But for what it begins with, the pattern needs one of these: they are found many times faster.
    inside = "@" in text or "://" in text or "cookie" in text.lower()
    return (_NO_STORY.search if inside else _NO_STORY.match)(text) is not None


def _terms(text: str) -> Iterable[str]:
    return filter(None, map(_stems.__getitem__, words(text)))


class _Stems(dict[str, str]):
    """Word → a crude stem that serves many languages, empty for one without meaning; kept, since texts repeat words."""

    def __missing__(self, word: str) -> str:
        """Look at a word."""
        if len(self) > _MOST_WORDS:
            self.clear()
        folded = word.lower()
        is_telling = folded not in _common() and (len(folded) > 2 or not folded.isascii())
        self[word] = stem = folded[:7] if is_telling else ""
        return stem


_stems = _Stems()
_MOST_WORDS = 100_000


@cache
def _common() -> frozenset[str]:
    return frozenset().union(*function_words().values())


def _scores(candidates: Sequence[_Sentence], headline: frozenset[str]) -> dict[int, float]:
    """Centrality (how much of the article's vocabulary a sentence shares), the headline's words, and position."""
    counts = Counter(term for sentence in candidates for term in sentence.terms)
    scores = {}
    for rank, sentence in enumerate(candidates):
        shared = sum(log(counts[term]) for term in sentence.terms if counts[term] > 1)
        centre = shared / (len(sentence.terms) + 6)
        echo = len(sentence.terms & headline) / (len(headline) + 2)
        scores[sentence.at] = centre + 0.8 * echo + 1.2 / (1 + 0.35 * rank) - 0.25 * sentence.leans
    return scores


def _lede(candidates: Sequence[_Sentence]) -> _Sentence:
    """The first sentence that tells something; one that leans on another only if nothing else is there."""
    early = [sentence for sentence in candidates[:4] if not sentence.leans and sentence.length >= 8]
    return early[0] if early else candidates[0]


def _summary(candidates: Sequence[_Sentence], lede: _Sentence, scores: dict[int, float]) -> list[_Sentence]:
    chosen, room = [lede], MAX_WORDS - lede.length
    for sentence in sorted(candidates, key=lambda sentence: -scores[sentence.at]):
        if len(chosen) == MAX_SENTENCES:
            break
        follows = any(sentence.at == other.at + 1 for other in chosen)
        if sentence.at <= lede.at or sentence.length > room or (sentence.leans and not follows):
            continue
        if not _repeats(sentence, chosen) and _stay_apart([*chosen, sentence]):
            chosen.append(sentence)
            room -= sentence.length
    return sorted(chosen, key=lambda sentence: sentence.at)


def _points(candidates: Sequence[_Sentence], chosen: Sequence[_Sentence], scores: dict[int, float]) -> list[_Sentence]:
    points: list[_Sentence] = []
    limit = min(MAX_POINTS, len(candidates) // 4)
    for sentence in sorted(candidates, key=lambda sentence: -scores[sentence.at]):
        if len(points) >= limit:
            break
        if not sentence.leans and sentence.length >= 8 and not _repeats(sentence, [*chosen, *points]):
            points.append(sentence)
    return sorted(points, key=lambda sentence: sentence.at) if len(points) > 1 else []


def _repeats(sentence: _Sentence, others: Iterable[_Sentence]) -> bool:
    return any(
        len(sentence.terms & other.terms) * 2 > min(len(sentence.terms), len(other.terms))
        or sentence.text == other.text
        for other in others
    )


def _stay_apart(chosen: list[_Sentence]) -> bool:
    """Whether the sentences, put together in order, can be told apart again: the check of values reads them so."""
    texts = tuple(sentence.text for sentence in sorted(chosen, key=lambda sentence: sentence.at))
    return sentences(" ".join(texts)) == texts

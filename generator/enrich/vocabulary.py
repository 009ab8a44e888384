"""The word lists that telling names apart needs, put together for one language and kept."""

from __future__ import annotations

from functools import cache

from generator.enrich import gazetteer
from generator.enrich.lexicon import entries, groups

_NOUNS_IN_CAPITALS = frozenset({"de", "lb"})


class Vocabulary:
    """Words of one language (and of English, which names mix into every language)."""

    def __init__(self, language: str) -> None:
        self.capitals_mean_names = language not in _NOUNS_IN_CAPITALS
        self.countries = gazetteer.territory_codes(language)
        self.given = entries("first_names")
        self.calendar = entries("calendar")
        self.demonyms = entries("demonyms")
        self.things = entries("things")
        self.verbs = entries("speech_verbs")
        self.own_small = groups("function_words").get(language, frozenset())
        self.small = groups("function_words")["en"]
        self._add_titles(language)
        self._add_organisations(language)
        self._add_places()
        common = groups("common_words")
        self.starters, self.common = common["starters"], common["en"]

        self._stems = frozenset(name[:-1] for name in self.countries if len(name) > 4 and " " not in name)

    def is_inflected_place(self, word: str) -> bool:
        """Whether a word is a place's name in another case (Cyrillic: Франции of Франция, Парижа of Париж)."""
        return word[:1] >= "\u0400" and len(word) > 4 and (word[:-1] in self._stems or word[:-1] in gazetteer.cities())

    def _add_titles(self, language: str) -> None:
        titles = groups("titles")
        own = titles.get(language, frozenset())
        # At the beginning of a sentence a title in small letters has a capital.
        self.titles = titles["before"] | titles["abbreviated"] | {title[0].upper() + title[1:] for title in own}
        self.titles |= {title + "s" for title in titles["before"] if " " not in title}
        if language == "fr":
            self.titles |= titles["french"]
        self.title_ends = frozenset(title.rpartition(" ")[2] for title in self.titles)
        """The last words of titles."""
        self.kept = titles["kept"]
        self.roles = titles["lower"] | own

    def _add_organisations(self, language: str) -> None:
        kinds = groups("organisation_words")
        self.tails = kinds["tail"]
        self.heads = kinds["head"] | kinds.get(language, frozenset())
        self.organisations = entries("known_organisations")
        self.beginnings = frozenset(
            " ".join(words[:size])
            for words in map(str.split, self.organisations)
            for size in range(max(1, len(words) - 3), len(words))
        )
        """What known organisations' names of several words begin with: one to three words are missing."""
        self.not_organisations = entries("acronyms")

    def _add_places(self) -> None:
        kinds = groups("place_words")
        self.regions = entries("regions")
        self.places_after = kinds["after"]
        self.foreign = kinds["foreign"]
        self.landmarks = kinds["landmarks"]
        self.like_surnames = kinds["surnames"]
        self.place_nouns = kinds["nouns"]
        self.locatives = kinds["locative"]


@cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of a language, put together once."""
    return Vocabulary(language)

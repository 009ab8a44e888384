"""The exceptions of the program.

::

    BriefingError
    ├── ContentError    what editors wrote cannot be used; carries every Problem found
    ├── SeedError       one seed cannot be read; carries its path and the reason
    ├── SettingsError   an option is unknown or has a wrong value
    └── StateError      the record of past conversions cannot be trusted

Only ``cli.py`` and the ``mkdocs`` package turn them into words on a screen and an exit code.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.model import Problem


class BriefingError(Exception):
    """Whatever this program raises on purpose."""


def in_words(error: OSError) -> str:
    """What the system refused, and for which file: of a copy the one that is written, for the other one was there."""
    name = error.filename2 or error.filename
    return f"{name}: {error.strerror or error}" if name else str(error.strerror or error)


class ContentError(BriefingError):
    """Content that cannot be published, with all of its problems; ``folder`` is where their files are."""

    def __init__(self, problems: Iterable[Problem], folder: str = "") -> None:
        self.problems = tuple(problems)
        self.told = [str(problem.below(folder) if folder else problem) for problem in self.problems]
        super().__init__("\n".join(self.told))


class SeedError(BriefingError):
    """A seed that gives no article."""

    def __init__(self, path: str, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: {reason}")


class SettingsError(BriefingError):
    """An option that is unknown or has a wrong value."""


class StateError(BriefingError):
    """A record of past conversions that cannot be read."""

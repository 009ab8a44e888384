"""What a YAML text may not be."""

from __future__ import annotations

MAX_CHARACTERS = 256 * 1024
MAX_DEPTH = 12


class YAMLProblem(Exception):
    """What is wrong in a YAML text: line (from 0), what, cure."""

    def __init__(self, line: int, what: str, cure: str) -> None:
        self.line, self.what, self.cure = line, what, cure
        super().__init__(f"line {line + 1}: {what}; {cure}")

"""Files of seeds → drafts, in one process or in several, in the order of the files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.collecting import seldom_collected
from generator.conversion.draft import Draft, Rejected
from generator.conversion.drafting import draft_files
from generator.model import Taxonomy
from generator.processes.cores import jobs_for
from generator.processes.executor import chunks, executor, given, in_order

_WORTH_IT = 25
"""Files that are done before it pays to share them with another process."""
_A_CHUNK = 25
"""Files that travel together, at most."""
_SHARES = 30
"""Chunks for each process, at least: at the end one waits for the other's last."""
_AHEAD = 8
"""Chunks that wait for each process, so that drafts do not pile up."""


def drafts_of(
    seeds: Path, names: Sequence[str], vocabulary: Taxonomy, jobs: int
) -> Iterator[Sequence[Draft | Rejected]]:
    """What each file gives, in the order of the names, worked out in ``jobs`` processes; 0: as many as are worth it."""
    jobs = jobs_for(len(names), jobs, _WORTH_IT)
    size = min(_A_CHUNK, max(1, len(names) // (_SHARES * jobs)))
    with executor(jobs, (seeds, vocabulary)) as processes:
        for _, drafts in in_order(processes, _draft_files, chunks(names, size), _AHEAD * jobs):
            yield from drafts


@seldom_collected()  # for the processes that do not begin as copies of this one
def _draft_files(names: Sequence[str]) -> list[list[Draft | Rejected]]:
    seeds, vocabulary = given()
    return draft_files(seeds, names, vocabulary)

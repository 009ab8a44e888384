"""How many articles one core reads, extracts, composes and writes in a second, and how many it converts in full."""

from __future__ import annotations

import tempfile
from datetime import date
from itertools import pairwise
from pathlib import Path
from time import process_time

from generator import files, frontmatter
from generator.compose import compose
from generator.content.behind import TOGETHER, Behind, Move
from generator.convert import Options, convert
from generator.errors import SeedError
from generator.extract import extract
from generator.model import Briefing
from generator.seeds import read
from tests.quality import cases, sets

STAGES = ("read", "extract", "compose", "write")
_ROUNDS = 3


def measure(data: Path) -> dict[str, float]:
    """Measure plain text and pages; the best of some rounds counts, since others use the machine too."""
    texts = [(f"{row['id']}.txt", row["text"].encode()) for row in sets.rows(data, "extract_text_rp_main")]
    pages = [(f"{name}.html", page) for name, page in sets.pages(data)]
    kinds = {"text": texts, "html": pages}
    # Nothing is deleted before the end: ext4 takes a while to give a file's place away again, at the next one's cost.
    with tempfile.TemporaryDirectory() as folder:
        values = {
            f"speed.extract_{kind}_per_second": _rate(given, Path(folder, kind))
            for kind, given in kinds.items()
            if given
        }
        if texts or pages:
            rates = [_pipeline([*texts, *pages], Path(folder, f"{number}")) for number in range(_ROUNDS)]
            values["speed.pipeline_per_second"] = max(rates)
    return values


def _pipeline(given: list[tuple[str, bytes]], folder: Path) -> float:
    """Articles a second through the whole of ``briefing convert``, in one process; the lists are loaded before."""
    seeds, content = folder / "seeds", folder / "content"
    seeds.mkdir(parents=True)
    content.mkdir()
    (content / "taxonomy.yml").write_bytes((cases.ROOT / "content" / "taxonomy.yml").read_bytes())
    for at, (name, data) in enumerate(given):
        (seeds / name).write_bytes(data)
        if at == 0:
            convert(seeds, content, date(2026, 1, 1), options=Options(jobs=1))
    begin = process_time()
    report = convert(seeds, content, date(2026, 1, 1), options=Options(jobs=1))
    return (len(report.created) + len(report.twins)) / (process_time() - begin)


def _rate(given: list[tuple[str, bytes]], folder: Path) -> float:
    return len(given) / min(sum(stages(given, folder / f"{number}").values()) for number in range(_ROUNDS))


def stages(given: list[tuple[str, bytes]], folder: Path) -> dict[str, float]:
    """Processor seconds that each stage takes for all of the files, which are written to a new folder."""
    folder.mkdir(parents=True)
    spent = dict.fromkeys(STAGES, 0.0)
    written = Behind(TOGETHER)
    for name, data in given:
        for stage, seconds in zip(STAGES, _one(str(folder), written, name, data), strict=False):
            spent[stage] += seconds
    begin = process_time()
    written.settle()
    spent["write"] += process_time() - begin
    return spent


def _one(folder: str, written: Behind, name: str, data: bytes) -> list[float]:
    """Processor seconds of each stage for one file; a file that is rejected has fewer."""
    times = [process_time()]
    try:
        seed = read(name, data)
        times.append(process_time())
        article = extract(seed)
        times.append(process_time())
        front, body = compose(Briefing(article), "an-address", date(2026, 1, 1))
        times.append(process_time())
        move = Move(f"{folder}/{name}.part", f"{folder}/{name}.md")
        files.put_down(move.staged, frontmatter.write(front, body).encode())
        written.add(move)
    except SeedError:
        pass
    times.append(process_time())
    return [after - before for before, after in pairwise(times)]

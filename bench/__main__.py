"""``python -m bench``: install the peers, lay out the sites, build them in turn, print the table.

Runs are interleaved: every peer does a work before any peer does the next one, and rounds follow each other, so
that whatever else the machine does meets all of them alike.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench import layouts
from bench.corpus import Corpus
from bench.discarded import delete, discard
from bench.growth import growth
from bench.measure import Failed
from bench.peers import PEERS, NotInstalled, install
from bench.table import Row, table
from bench.work import MORE, WORKS, Site


def main() -> int:
    """Measure as asked for; 1 if a peer could not be installed or a build failed."""
    asked = _arguments()
    corpus = Corpus(asked.seed)
    versions, absent = _installed(asked.peers, asked.folder / "peers")
    rows: list[Row] = []
    for count in asked.n:
        sites = [_site(asked.folder, name, corpus, count) for name in versions]
        for number in range(asked.rounds):
            rows += _round(sites, count, number, absent, asked)
        delete(asked.folder / "sites" / f"{count}")
    if asked.out:
        print(f"rows: {asked.out}")
    _report(rows, versions, absent, asked)
    return 1 if absent else 0


def _arguments() -> argparse.Namespace:
    def listed(text: str) -> list[str]:
        return [part for part in text.replace(",", " ").split() if part]

    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.split("\n")[0])
    parser.add_argument("--n", type=lambda text: [int(part) for part in listed(text)], default=[1000])
    parser.add_argument("--peers", type=listed, default=["hugo"], help=f"of {', '.join(PEERS)}; briefing always runs")
    parser.add_argument("--works", type=listed, default=list(WORKS), help=f"of {', '.join((*WORKS, *MORE))}")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--out", type=Path, help="append a JSON row for each run")
    parser.add_argument("--folder", type=Path, default=Path(".cache/bench"), help="peers and sites")
    asked = parser.parse_args()
    unknown = [name for name in asked.peers if name not in PEERS]
    if unknown:
        parser.error(f"no peer {', '.join(unknown)}; use {', '.join(PEERS)}")
    unknown = [name for name in asked.works if name not in (*WORKS, *MORE)]
    if unknown:
        parser.error(f"no work {', '.join(unknown)}; use {', '.join((*WORKS, *MORE))}")
    asked.peers = list(dict.fromkeys(["briefing", *asked.peers]))
    asked.folder = asked.folder.resolve()
    if asked.out:
        asked.out.parent.mkdir(parents=True, exist_ok=True)  # not at the end of it all
    return asked


def _installed(names: list[str], folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Peer → versions, and peer → why it is missing."""
    versions, absent = {}, {}
    for name in names:
        try:
            versions[name] = install(PEERS[name], folder / name)
        except NotInstalled as error:
            absent[name] = f"cannot be installed: {error}"
            print(f"{name}: {absent[name]}", file=sys.stderr)
    return versions, absent


def _site(folder: Path, name: str, corpus: Corpus, count: int) -> Site:
    site = Site(PEERS[name], folder / "sites" / f"{count}" / name, folder / "peers" / name, corpus, count)
    discard(site.folder, site.folder.parent)
    layouts.write(site.folder, name, corpus, count)
    return site


def _round(sites: list[Site], count: int, number: int, absent: dict[str, str], asked: argparse.Namespace) -> list[Row]:
    rows = []
    running = [site for site in sites if site.peer.name not in absent]
    for work in asked.works:
        for site in [site for site in running if site.peer.name not in absent]:
            try:
                row = _measured(site, count, work, number)
            except Failed as error:
                absent[site.peer.name] = f"failed at {work} of {count:,}: {error}"
                print(f"{site.peer.name}: {absent[site.peer.name]}", file=sys.stderr)
                continue
            rows.append(row)
            if asked.out:
                with asked.out.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(row) + "\n")
    for site in running:
        site.restore(number)
    return rows


def _measured(site: Site, count: int, work: str, number: int) -> Row:
    site.prepare(work, number)
    usage = site.build(work)
    row = {
        "peer": site.peer.name,
        "n": count,
        "work": work,
        "wall_s": round(usage.wall, 3),
        "cpu_s": round(usage.cpu, 3),
        "peak_mb": round(usage.peak, 1),
        "files": site.files(work),
    }
    print(f"{count:>7,} {work:11} {site.peer.name:9} {usage.wall:8.2f} s", file=sys.stderr)
    return row


def _report(rows: list[Row], versions: dict[str, str], absent: dict[str, str], asked: argparse.Namespace) -> None:
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    print(
        f"\n{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, {os.cpu_count()} cores, load {load}; ",
        end="",
    )
    print(f"seed {asked.seed}, median of {asked.rounds} rounds; ×: times Hugo\n")
    print(table(rows))
    print(f"\n{growth(rows)}")
    print("\n" + "\n".join(f"- {name}: {version}" for name, version in versions.items()))
    print("".join(f"\n- {name}: {reason}" for name, reason in absent.items()), end="")


sys.exit(main())

"""Each briefing's page says how it stands to its source: compared word for word, and what editors changed since."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from generator.articles import Repair
from generator.content.state import State
from generator.convert import engine_files
from generator.words import say
from tests.newsroom import Newsroom, paragraph
from tests.portal import Portal, tree

SLUG = "harbour-bridge-opens"


class Desk:
    """A newsroom whose content is built into a site."""

    def __init__(self, root: Path) -> None:
        self.room = Newsroom(root)
        self.portal = Portal(root)
        self.portal.write("taxonomy.yml", "economy: {label: Economy}\n")
        (self.portal.content / "pages").mkdir()
        self.room.seed("a.txt", "Harbour bridge opens", 1, 2, 3)
        self.room.convert()

    def origin(self) -> str:
        """What the page says of its origin, as plain text; the site is then the one of a clean build."""
        self.portal.build()
        assert self.portal.files() == self.portal.clean()
        page = (self.portal.site / "briefings" / SLUG / "index.html").read_text(encoding="utf-8")
        section = page[
            page.index('<section class="origin"') : page.index("<dl>", page.index('<section class="origin"'))
        ]
        assert [a for a in re.findall(r'href="#([^"]+)"', section) if f'id="{a}"' not in page] == []
        section, link = section.replace(f'<p><a href="../../proof/">{say("proof_all")}</a></p>', ""), section
        assert section != link
        return " ".join(re.sub(r"<[^>]+>", " ", section).replace("&#34;", '"').split())

    def record(self, **changes: object) -> None:
        state = State(self.room.content)
        record = state.get("a.txt")
        assert record is not None
        state.put(replace(record, **changes))  # type: ignore[arg-type]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_converted_text_is_word_for_word_and_untouched(desk: Desk) -> None:
    assert desk.origin() == f"Source {say('proof_same')} {say('proof_untouched')}"


def test_what_editors_changed_is_named_and_linked(desk: Desk) -> None:
    desk.origin()
    desk.room.edit(SLUG, paragraph(2), "Nobody was hurt, the mayor said.")
    desk.room.edit(SLUG, "title: Harbour bridge opens", "title: The bridge is open")
    assert desk.origin().endswith("Changed by the editors since: headline, paragraph 2 .")
    desk.room.edit(SLUG, "Nobody was hurt, the mayor said.", paragraph(2))
    desk.room.edit(SLUG, "title: The bridge is open", "title: Harbour bridge opens")
    assert desk.origin().endswith(say("proof_untouched"))


def test_a_paragraph_taken_out_and_another_order_are_told(desk: Desk) -> None:
    desk.room.edit(SLUG, f"{paragraph(2)}\n\n", "")
    assert desk.origin().endswith("since: 1 paragraph of the source left out.")
    desk.room.edit(SLUG, f"{paragraph(1)}\n\n{paragraph(3)}", f"{paragraph(3)}\n\n{paragraph(1)}")
    assert desk.origin().endswith("1 paragraph of the source left out, the order of the paragraphs.")


def test_what_the_source_has_dropped_too_is_not_left_out(desk: Desk) -> None:
    before = desk.origin()
    desk.room.edit(SLUG, f"{paragraph(2)}\n\n", "")
    desk.room.seed("a.txt", "Harbour bridge opens", 1, 3)
    desk.room.convert()
    assert desk.origin() == before


def test_a_fact_that_editors_add_is_theirs(desk: Desk) -> None:
    desk.room.edit(SLUG, "date:", "date: 2024-01-02")
    assert desk.origin().endswith("since: date.")


def test_what_the_conversion_could_not_prove_is_shown_with_both_texts(desk: Desk) -> None:
    said = {"place": "p2", "ours": "12 <b>", "source": "21"}
    desk.record(proof="differs", differences=(said, {"place": "deck", "ours": "More", "source": ""}))
    assert desk.origin() == (
        f"Source {say('proof_differs')} paragraph 2 : here 12 &lt;b&gt; ; in the source 21 "
        f"deck: here More ; not in the source {say('proof_untouched')}"
    )


def test_a_difference_that_an_editor_mended_is_gone(desk: Desk) -> None:
    word = paragraph(2).split()[5]
    desk.record(proof="differs", differences=({"place": "p2", "ours": f"{word} or so", "source": word},))
    desk.room.edit(SLUG, paragraph(2), paragraph(2).replace("record", "file"))
    assert desk.origin() == f"Source {say('proof_was_same')} Changed by the editors since: paragraph 2 ."


def test_what_was_mended_in_reading_is_told(desk: Desk) -> None:
    desk.record(repairs=(Repair("encoding", 1, "windows-1252"), Repair("soft-hyphens", 1204)))
    assert desk.origin().endswith(
        "Mended when the source was read: decoded as windows-1252; soft hyphens removed (1,204)."
    )


def test_a_briefing_without_a_record_claims_nothing(desk: Desk) -> None:
    desk.origin()
    for path in (desk.room.content / ".briefing" / "seeds").rglob("*.json"):
        path.write_bytes(b"{ damaged")
    assert desk.origin() == f"Source {say('proof_none')}"
    for path in (desk.room.content / ".briefing" / "seeds").rglob("*.json"):
        path.unlink()
    assert desk.origin() == f"Source {say('proof_none')}"
    desk.room.convert(again=True)
    assert say("proof_none") not in desk.origin()


def test_a_briefing_by_hand_says_so(desk: Desk) -> None:
    desk.room.page(SLUG).unlink()
    desk.portal.briefing(SLUG, "By hand.")
    assert desk.origin() == f"Source {say('hand_written')}"


def test_only_the_page_of_a_changed_record_is_made_again(desk: Desk) -> None:
    desk.room.seed("b.txt", "Airport closes in the storm", 11, 12, 13)
    desk.room.convert()
    desk.origin()
    desk.record(proof="unreadable")
    report = desk.portal.build()
    pages = {name for name in report.made if name.endswith(".html")}
    assert pages == {f"briefings/{SLUG}/index.html", "proof/index.html"}
    assert tree(desk.portal.site) == desk.portal.clean()


def test_a_replaced_seed_leaves_the_proof_of_the_old_article(desk: Desk) -> None:
    desk.room.seed("a.txt", "Museum of glass burns down", 41, 42, 43)
    desk.room.convert()
    assert desk.origin() == f"Source {say('proof_same')} {say('proof_untouched')}"


def test_another_word_list_makes_another_converter() -> None:
    """What nobody touched is refreshed when the program learns, be it by code or by a list of words."""
    package = Path(__file__).parents[1] / "generator"
    lists = {path for stage in ("extract", "enrich") for path in (package / stage / "words").iterdir()}
    assert lists and lists <= {*engine_files()}

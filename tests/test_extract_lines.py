"""What is told of single lines: captions, ends, appeals, portraits of authors, and dates."""

from __future__ import annotations

import json
from datetime import date

import pytest

from generator.errors import SeedError
from generator.extract import appeals, byline, captions, dateline, datelines, ends, extract, pointers
from generator.seeds import read
from generator.text import fold

PROSE = "The harbour was opened by the minister on a cold morning, and three ships came in before noon that day."


@pytest.mark.parametrize(
    "line",
    [
        "A crane stands idle at the port of Duqm in October. Ann Example for Some Agency",
        "The minister opens the harbour on Monday. (Example Press)",
        "Three ships came in before noon Ann Example/Some Agency",
        "장관이 월요일 항구를 열고 있다. 뉴스예",
        "開港式に出席した大臣＝13日、港で（例撮影）",
        "A crane stands idle at the port. A crane stands idle at the port.",
    ],
)
def test_a_line_that_names_end_is_a_caption(line: str) -> None:
    assert captions.is_signed(line)


@pytest.mark.parametrize(
    "line",
    [
        PROSE,
        "“The harbour was closed for eleven long years,” said Dr. Example of the port authority.",
        "It was time for a second opinion from Dr. Example",
        "The harbour opened, the ministry said. (ex)",
        "First picture: this is how the new bridge over the river may look one day",
    ],
)
def test_other_lines_are_none(line: str) -> None:
    assert not captions.is_signed(line)
    assert not captions.is_credited(line)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Related stories", "beside"),
        ("34 Comments", "comments"),
        ("12 Kommentare", "comments"),
        ("6 thoughts on “How a harbour opens”", "comments"),
        ("Über die Autorin", "author"),
        ("Tags:", "tags"),
        ("The comments were read aloud.", ""),
        (PROSE, ""),
    ],
)
def test_what_a_line_opens(line: str, kind: str) -> None:
    assert ends.kind(line) == kind


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Would you like to comment on this article?", True),
        ("Testen Sie unsere Zeitung zwei Wochen lang.", True),
        ("Abonnez-vous à notre newsletter du matin.", True),
        ("Write to us at news@example.org with your photographs.", True),
        ("“Sign up, and we will do the rest for you,” the minister said.", False),
        ("The harbour will cost about two million, and you can walk around it.", False),
        (PROSE, False),
    ],
)
def test_appeals_address_the_reader_and_speak_of_the_site(line: str, is_one: bool) -> None:
    assert appeals.is_appeal(line) == is_one


def test_portraits_of_authors() -> None:
    assert appeals.is_portrait("Ann Example is a reporter in the harbour office.")
    assert appeals.is_portrait("Ann Example schreibt seit 2019 über Häfen.")
    assert not appeals.is_portrait("Ann Example is the minister who opened the harbour.")


def test_a_label_in_capitals_before_a_bar_leads_away() -> None:
    assert pointers.is_pointer("FUNDA LAPHA | Ibhuloho elisha livuliwe", fold("FUNDA LAPHA | Ibhuloho elisha livuliwe"))
    assert not pointers.is_pointer(
        "The UN | what it does and what it does not", fold("The UN | what it does and what it does not")
    )


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["12/04/2020 by Ann", "14/04/2020 at 3:00 pm"], "day"),
        (["4/12/2020", "4/14/2020 3:00 pm"], "month"),
        (["02/11/2023 02:00pm", "Ann Example on November 2, 2023"], "day"),
        (["02/11/2023 02:00pm"], ""),
        (["14/04/2020", "4/14/2020"], ""),
    ],
)
def test_the_source_shows_how_it_writes_dates_in_figures(texts: list[str], order: str) -> None:
    assert datelines.order_of(texts) == order


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("Ann ExampleNovember 6, 2023", date(2023, 11, 6), None),
        ("Ann Example, London, Ben Example 19.10.2019, 23:38 Uhr", date(2019, 10, 19), None),
        ("19. Oktober 2019, 19:08 Uhr Editiert am 19. Oktober 2019, 19:08 Uhr", None, date(2019, 10, 19)),
        ("13.02.07, 10:00", date(2007, 2, 13), None),
        ("PUBLISHED: May 6, 2023 | UPDATED: May 8, 2023", date(2023, 5, 6), date(2023, 5, 8)),
    ],
)
def test_dates_of_a_line(line: str, published: date | None, updated: date | None) -> None:
    stated = datelines.parse(line)
    assert stated is not None
    assert (stated.published, stated.updated) == (published, updated)


def test_a_year_of_two_figures_lies_not_in_the_far_future() -> None:
    assert datelines.parse("08.05.45") is None


def made(text: str) -> tuple[str, ...]:
    return tuple(block.text for block in extract(read("a.txt", text.encode())).body)


def numbered(count: int) -> list[str]:
    return [f"Paragraph {number} tells more of it. {PROSE}" for number in range(count)]


def test_comments_are_no_part_of_an_article_however_many_there_are() -> None:
    article = numbered(6)
    comments = [
        f"I do not agree with number {number} at all, and I have lived there for years." for number in range(40)
    ]
    assert made("\n\n".join(["A Harbour Opens", *article, "40 Comments", *comments])) == tuple(article)


def test_an_article_goes_on_behind_a_list_of_related_stories() -> None:
    article = numbered(7)
    box = ["Related stories", "A port is built", "Ships of the north"]
    assert made("\n\n".join(["A Harbour Opens", *article[:5], *box, *article[5:]])) == tuple(article)


def test_no_paragraph_is_lost_by_being_said_twice() -> None:
    article = numbered(5)
    assert made("\n\n".join(["A Harbour Opens", *article[:2], article[1], *article[2:]])) == tuple(article)


def test_paragraphs_in_lines_above_a_credit_are_no_caption() -> None:
    article = numbered(8)
    credited = "The minister opens the harbour on Monday. (Example Press)"
    assert made("\n".join(["A Harbour Opens", *article[:6], credited, *article[6:]])) == tuple(article)


def test_several_paragraphs_above_a_credit_stay_though_they_stand_in_a_group_by_themselves() -> None:
    article = numbered(8)
    credited = "The minister opens the harbour on Monday. (AP)"
    assert made("\n".join(["A Harbour Opens", "", *article[:3], credited, "", *article[3:]])) == tuple(article)


def test_a_question_may_be_the_headline() -> None:
    text = "\n\n".join(["Will the new harbour ever open its gates?", "By Ann Example", *numbered(5)])
    assert extract(read("a.txt", text.encode())).title == "Will the new harbour ever open its gates?"


def test_too_short_a_run_gives_way_to_the_next() -> None:
    story = [f"Here is how a harbour was opened in {number} steps." for number in ("three", "four")]
    labels = ["Step one", "Step two", "Step three"]
    form = ["Please note that your words may take some time to appear on this page, thank you.", "Name:", "Mail:"]
    text = "\n\n".join(["Opening Harbours", *labels, *story, *labels, *labels, "Web:", *form])
    assert story[0] in made(text)


@pytest.mark.parametrize(
    "behind", ["", "\n\nThe old one was torn down on Friday. Nobody was there to see it go, the paper wrote."]
)
def test_a_text_of_endless_sentences_has_a_headline(behind: str) -> None:
    """A briefing without one could not be built."""
    long = (
        "The bridge was opened, and "
        + "the mayor walked across it with all the people of the town behind her, and " * 8
    )
    title = extract(read("a.txt", f"{long}she was glad.{behind}".encode())).title
    assert (
        title == "The old one was torn down on Friday."
        if behind
        else long.startswith(title) and 200 < len(title) <= 300
    )


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Example Monday, November 18, 2019", "Ann Example"),
        ("by Ann Example, Wednesday, 20 November 2019 09:30", "Ann Example"),
        ("By Ann Example, MS, RD on November 14, 2019", "Ann Example, MS, RD"),
        ("By April March and May Friday", "April March and May Friday"),
    ],
)
def test_a_day_is_no_part_of_a_byline(line: str, names: str) -> None:
    assert byline.parse(line) == names


def test_a_number_is_no_author() -> None:
    page = f'<meta name="author" content="105092"><h1>Harbour opens</h1><p>{PROSE}</p><p>{PROSE.upper()}</p>'
    assert extract(read("a.html", page.encode())).byline == ""


def test_what_stands_above_a_line_that_says_the_headline_again_is_not_lost() -> None:
    article = numbered(4)
    front = "---\ntitle: A Harbour Opens\n---\n\n"
    text = "\n\n".join([*article, "A Harbour Opens", "It was late."])
    assert tuple(block.text for block in extract(read("a.md", f"{front}{text}".encode())).body)[:4] == tuple(article)


def test_a_headline_alone_is_no_article() -> None:
    """A briefing without a text could not be built."""
    feed = json.dumps({"items": [{"id": "1", "title": "A Harbour Opens", "content_html": "<h1>A Harbour Opens</h1>"}]})
    with pytest.raises(SeedError, match="no article"):
        extract(read("a.json", feed.encode()))


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("VELDEN, Feb 14 (Reuters) - ", "VELDEN"),
        ("NEW YORK/VELDEN, Feb. 14, 2024 /Wire/ -- ", "NEW YORK/VELDEN"),
        ("VELDEN, 14 févr. (AFP) - ", "VELDEN"),
        ("Madrid, 3 de mayo de 2007 (EFE) - ", "Madrid"),
        ("МОСКВА, 4 июля. /ТАСС/. ", "МОСКВА"),
        ("RIO DE JANEIRO (Reuters) - ", "RIO DE JANEIRO"),
        ("San Marino (ANSA) - ", "San Marino"),
        ("VIENNA, Dec. (AP) — ", "VIENNA"),
        ("Ann Example (CDU) ", ""),
        ("The crew of Apollo 11 - ", ""),
    ],
)
def test_a_dateline_is_the_place_before_day_and_agency(opening: str, place: str) -> None:
    assert dateline.find(f"{opening}The council voted on Tuesday to close the bridge.") == place


@pytest.mark.parametrize(
    ("stated", "headline"),
    [
        ("Bridge closes for eleven months – what we know", "Bridge closes for eleven months – what we know"),
        ("Bridge closes for eleven months - The Post", "Bridge closes for eleven months"),
    ],
)
def test_of_a_headline_that_a_feed_states_only_the_name_of_the_site_is_cut(stated: str, headline: str) -> None:
    item = f"<item><guid>1</guid><title>{stated}</title><description>Some words of it.</description></item>"
    feed = f'<rss version="2.0"><channel><title>The Post</title>{item}</channel></rss>'
    assert extract(read("a.xml", feed.encode())).title == headline


def test_by_is_no_part_of_a_stated_byline() -> None:
    page = f'<meta name="author" content="By Ann Example"><h1>Bridge closes</h1><p>{"Some words of it. " * 12}</p>'
    assert extract(read("a.html", page.encode())).byline == "Ann Example"


LEDE = "The council voted on Tuesday to close the bridge for a year, after engineers found cracks in it."


@pytest.mark.parametrize(
    "between",
    [
        '<div class="ad"><span>Advertisement</span></div>',
        "<p>Advertisement</p>",
        "<aside><p>“Painful but unavoidable”</p></aside>",
        '<p>Read also: <a href="/x">Council elects new mayor</a></p>',
    ],
)
def test_a_lede_above_what_interrupts_an_article_is_no_deck(between: str) -> None:
    rest = "".join(f"<p>{start} {LEDE}</p>" for start in ("Then", "Later", "At last"))
    page = f"<article><h1>Bridge closes for a year</h1><p>{LEDE}</p>{between}{rest}</article>"
    article = extract(read("a.html", page.encode()))
    assert (article.deck, article.body[0].text) == ("", LEDE)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Posted on February 14, 2024 by Ann Example", "Ann Example"),
        ("Interview: Ann Example", "Ann Example"),
        ("Published 14.02.2024, 10:30 by Ann Example", "Ann Example"),
        ("Published on Monday by the council", ""),
        ("Published 13 December 2023 · Reading time 3 minutes · by our team in Velden", "our team in Velden"),
        ("Published figures show prices by Region Name", ""),
        ("Interview: Why we closed it", ""),
    ],
)
def test_bylines_that_begin_with_what_was_done(line: str, names: str) -> None:
    assert byline.parse(line) == names


def test_the_headline_of_a_mail_is_its_subject_alone() -> None:
    head = "From: Ann Example <ann@a.example>\nTo: desk@a.example\nSubject: Fwd: Bridge closes for a year\n"
    text = f"{head}\n{LEDE}\n\nThen {LEDE}\n\nLater {LEDE}"
    assert extract(read("a.txt", text.encode())).title == "Bridge closes for a year"


def test_an_offer_of_subscriptions_is_no_paragraph() -> None:
    offer = "Get unlimited access to all articles for 1 euro. You can cancel at any time."
    page = f"<h1>Bridge closes</h1><p>{LEDE}</p><p>Then {LEDE}</p><h2>Read on</h2><p>{offer}</p>"
    assert [block.text for block in extract(read("a.html", page.encode())).body] == [LEDE, f"Then {LEDE}"]


@pytest.mark.parametrize(
    "between",
    [
        "<h2>In figures</h2><ul><li>11 months</li><li>14 million</li></ul>",
        "<p>Her office said so.</p>",
        "<h2>1. The vote</h2>",
    ],
)
def test_a_lede_above_a_subhead_or_a_short_sentence_is_no_deck(between: str) -> None:
    rest = "".join(f"<p>{start} {LEDE}</p>" for start in ("Then", "Later", "At last"))
    page = f"<article><h1>Bridge closes for a year</h1><p>{LEDE}</p>{between}{rest}</article>"
    article = extract(read("a.html", page.encode()))
    assert (article.deck, article.body[0].text) == ("", LEDE)


def test_lists_below_subheads_do_not_part_a_short_article() -> None:
    lists = "<h2>What</h2><ul><li>flour</li><li>3 eggs</li></ul><h2>How</h2><ol><li>Beat it.</li><li>Bake it.</li></ol>"
    page = f"<article><h1>Bridge cake</h1><p>{LEDE}</p>{lists}<p>Then {LEDE}</p></article>"
    kinds = [block.kind for block in extract(read("a.html", page.encode())).body]
    assert kinds == ["paragraph", "heading", "item", "item", "heading", "item", "item", "paragraph"]


def test_a_table_at_the_end_belongs_to_the_article() -> None:
    table = "<h2>Timetable</h2><table><tr><th>Bus<th>From<tr><td>4<td>Quay<tr><td>7<td>Station</table>"
    text = "".join(f"<p>{start} {LEDE}</p>" for start in ("First", "Then", "Later", "At last"))
    page = f"<article><h1>Bridge closes</h1>{text}{table}</article>"
    assert [block.kind for block in extract(read("a.html", page.encode())).body][-2:] == ["heading", "table"]

"""Reading: encodings are told rightly or not at all, repairs are listed, and hostile files end in a plain word."""

from __future__ import annotations

import json
import textwrap
from base64 import b64encode
from time import process_time

import pytest

from generator.articles import Repair, Seed
from generator.errors import SeedError
from generator.seeds import decode, mojibake, read, read_all
from generator.verify import reader

TEXTS = {
    "ja": (  # Japanese
        "港の橋が開通した。\n\n"
        "新しい橋は月曜日に市長によって開通され、何百人もの人々が後に続いて歩いた。工事には四年か"
        "かり、費用は予定より少なかったと町は発表した。"
    ),
    "ko": (  # Korean
        "항구 다리가 개통되었다.\n\n"
        "새 다리는 월요일 시장에 의해 개통되었으며 수백 명의 시민이 그 뒤를 따라 걸었"
        "다. 공사는 사 년이 걸렸고 비용은 예상보다 적었다고 시는 밝혔다."
    ),
    "zh": (  # Chinese, simplified
        "港口大桥通车\n\n"
        "新的港口大桥于星期一由市长宣布通车，数百名市民跟在后面步行过桥。工程历时四年，市政府说，"
        "费用比原来计划的要少。"
    ),
    "zht": (  # Chinese, traditional
        "港口大橋通車\n\n"
        "新的港口大橋於星期一由市長宣布通車，數百名市民跟在後面步行過橋。工程歷時四年，市政府說，"
        "費用比原來計劃的要少。"
    ),
    "ru": (  # Russian
        "Новый мост открыт\n\n"
        "Новый мост через гавань был открыт в понедел"
        "ьник мэром, которая прошла по нему вместе"
        " с сотнями горожан. Строительство заняло чет"
        "ыре года."
    ),
    "uk": (  # Ukrainian
        "Новий міст відкрито\n\n"
        "Новий міст через гавань було відкрито в поне"
        "ділок, його першою перейшла міська голова"
        " разом із сотнями містян."
    ),
    "el": (  # Greek
        "Η νέα γέφυρα άνοιξε\n\n"
        "Η νέα γέφυρα του λιμανιού άνοιξε τη Δευτέρα "
        "από τη δήμαρχο, που τη διέσχισε μαζί με "
        "εκατοντάδες πολίτες."
    ),
    "he": (  # Hebrew
        "הגשר החדש נפתח\n\nהגשר החדש בנמל נפתח ביום שני על ידי ראשת העיר, שחצתה אותו יחד עם מאות תושבים."
    ),
    "ar": (  # Arabic
        "افتتاح الجسر الجديد\n\n"
        "افتتحت رئيسة البلدية الجسر الجديد في الميناء"
        " يوم الاثنين وعبرته مع مئات السكان بعد "
        "أربع سنوات من البناء."
    ),
    "th": (  # Thai
        "สะพานท่าเรือเปิดแล้ว\n\nสะพานท่าเรือแห่งใหม่เปิดเมื่อวันจันทร์โดยนายกเทศมนตรีซึ่งเดินข้ามสะพานพร้อมกับผู้คนหลายร้อยคน"
    ),
    "fr": (  # French
        "Le pont est ouvert\n\n"
        "Le nouveau pont du port a été ouvert lundi p"
        "ar la maire, qui l’a traversé à pied avec"
        " des centaines d’habitants. Ça a coûté moins"
        " cher que prévu."
    ),
    "de": (  # German
        "Die Brücke ist eröffnet\n\n"
        "Die neue Hafenbrücke wurde am Montag eröffne"
        "t, über die Bürgermeisterin und Hunderte "
        "gingen; sie war günstiger als geplant, heißt es."
    ),
    "pl": (  # Polish
        "Most otwarty\n\n"
        "Nowy most portowy został otwarty w poniedzia"
        "łek przez burmistrzynię, która przeszła "
        "po nim razem z setkami mieszkańców. Budowa t"
        "rwała cztery lata. Mieszkańcy są "
        "zadowoleni, że wreszcie mogą przejść na drug"
        "i brzeg; wcześniej musieli jeździć "
        "naokoło, co zajmowało im dużo więcej czasu."
    ),
}
LEGACY = [
    ("ja", "shift_jis"),
    ("ja", "euc_jp"),
    ("ja", "iso2022_jp"),
    ("ko", "euc_kr"),
    ("ko", "cp949"),
    ("zh", "gb18030"),
    ("zh", "gbk"),
    ("zht", "big5"),
    ("zht", "gb18030"),
    ("ru", "cp1251"),
    ("ru", "koi8_r"),
    ("ru", "cp866"),
    ("ru", "iso8859_5"),
    ("uk", "cp1251"),
    ("uk", "koi8_u"),
    ("el", "cp1253"),
    ("he", "cp1255"),
    ("ar", "cp1256"),
    ("th", "cp874"),
    ("fr", "cp1252"),
    ("de", "cp1252"),
    ("de", "latin1"),
    ("pl", "cp1250"),
    ("pl", "iso8859_2"),
]
WIDE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]


def text_of(data: bytes, name: str = "a.txt") -> str:
    return "\n\n".join(block.text for block in read(name, data).blocks)


@pytest.mark.parametrize(("language", "encoding"), LEGACY)
def test_the_encoding_is_told_by_the_letters(language: str, encoding: str) -> None:
    seed = read("a.txt", TEXTS[language].encode(encoding))
    assert "\n\n".join(block.text for block in seed.blocks) == TEXTS[language]
    assert any(repair.kind in ("encoding", "mixed-encoding") for repair in seed.repairs)


@pytest.mark.parametrize("encoding", WIDE)
@pytest.mark.parametrize("language", TEXTS)
def test_unicode_is_read_with_and_without_a_mark(language: str, encoding: str) -> None:
    assert text_of(TEXTS[language].encode(encoding)) == TEXTS[language]


@pytest.mark.parametrize(("language", "encoding"), LEGACY)
def test_a_short_text_is_read_rightly_or_refused(language: str, encoding: str) -> None:
    """With few letters to go by, a wrong guess would be worse than none."""
    whole = TEXTS[language]
    for length in range(4, len(whole), 7):
        part = whole[:length].strip()
        try:
            found = text_of(part.encode(encoding))
        except SeedError as error:
            assert "encoding" in error.reason
        else:
            wanted = "\n\n".join(line for line in part.split("\n\n") if line)
            assert found == wanted, (language, encoding, length)


ACCENTS = (  # each was once taken for a text of another script
    (
        "cp1252",
        "Après la deuxième crémation, l’équipe première a été là et peut être transportée à Genève.",
    ),
    ("cp1252", "A Fantástica Loja do Eugênio já é de você: à disposição estão três manhãs, e mais não há no Ceará."),
    ("cp1252", "På Øya går børn og bånd: en påkørt å, blå sæler, små køer og grå bølger, når året går på hæld."),
    ("cp1252", "El policía dio fútbol, y José María llegó aquí: él sabía que Córdoba sería así, y allí murió."),
    ("cp1252", "Chelsea\xa0have\xa0delivered\xa0a\xa0mess\xa0of\xa0it\xa0after\xa0all\xa0that\xa0they\xa0had\xa0said."),
    ("cp1252", "Þeir eiga að sjá að það safnaða er ekki góð hugmynd, og við viljum það ekki heldur í dag."),
    ("cp1254", "Kuru otları temizlemek için yakılan ateşin rüzgârla yayıldığı, yangının çıkışa ulaştığı bildirildi."),
    ("iso8859_15", "La mise en œuvre de la loi a coûté 28 € à ma sœur, dit-elle."),
    ("cp1252", "The last word is Café"),
    ("latin1", "Y así lo dijo José"),
)


@pytest.mark.parametrize(("encoding", "text"), ACCENTS)
def test_accents_are_no_letters_of_another_script(encoding: str, text: str) -> None:
    assert text_of(text.encode(encoding)) == text.replace("\xa0", " ")


@pytest.mark.parametrize("encoding", ["mac_roman", "gb18030"])
def test_signs_of_an_encoding_that_cannot_be_told_are_refused(encoding: str) -> None:
    text = "“It is here,” she said — “and it stays.” “Why?” he asked. “So,” she said — “that it’s ours.” “Oh!” "
    with pytest.raises(SeedError, match="unknown encoding"):
        text_of(text.encode(encoding))


def test_stray_bytes_in_utf8_are_read_as_windows_1252() -> None:
    seed = read("a.txt", "Un café – déjà vu.\n\n".encode() + b"Un caf\xe9 pour l\x92h\xf4te.")
    assert [block.text for block in seed.blocks] == ["Un café – déjà vu.", "Un café pour l’hôte."]
    assert list(map(str, seed.repairs)) == ["decoded as UTF-8, and 3 bytes that are none as windows-1252"]


def test_doubly_encoded_letters_are_mended_and_each_kind_is_listed() -> None:
    text = TEXTS["fr"]
    seed = read("a.txt", text.encode().decode("cp1252").encode())
    assert "\n\n".join(block.text for block in seed.blocks) == text
    told = list(map(str, seed.repairs))
    assert 'mended "Ã©" to "é" (5)' in told
    assert 'mended "â€™" to "’" (2)' in told


@pytest.mark.parametrize("text", ["Â© 2019", "SÃO PAULO", "Ã", "un Âge d’or", "“Ça va”", *TEXTS.values()])
def test_what_may_be_meant_is_not_mended(text: str) -> None:
    assert mojibake.mend(text) == (text, ())


WESTERN = (
    "Il défend la «\u00a0liberté\u00a0» et dit «\u00a0voilà\u00a0»\u00a0: l’été, c’est l’«\u00a0égalité\u00a0».",
    "Es macht „Spaß“, sagte Prüß\u00a0am Montag, „bis zum Schluß“ – und zwar „großen Spaß“.",
    "Ó 3\u00a0×\u00a04\u00a0×\u00a05 cm, “résumé’” and “fiancé”… for “the café”—she said.",
)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
@pytest.mark.parametrize("text", WESTERN)
def test_a_letter_and_the_sign_behind_it_are_no_letter_of_another_script(text: str, encoding: str) -> None:
    """In windows-1252 "é", a fixed space and "»" are the bytes of a Chinese letter in UTF-8."""
    assert text_of(text.encode(encoding)) == text.replace("\u00a0", " ")
    page = f'<meta charset="{encoding}"><p>{text}</p>'
    assert text_of(page.encode(encoding), "a.html") == text.replace("\u00a0", " ")


def test_capitals_with_small_letters_behind_are_not_mended() -> None:
    text = "Úžasný den v Úžici. Íšin den."
    assert mojibake.mend(text) == (text, ())


@pytest.mark.parametrize("language", TEXTS)
def test_a_doubly_encoded_text_of_any_script_is_mended(language: str) -> None:
    shown = "".join(chr(byte) if byte < 0x80 else mojibake._shown(byte) for byte in TEXTS[language].encode())
    assert mojibake.mend(shown)[0] == TEXTS[language]


def test_what_cannot_be_seen_is_removed_and_listed() -> None:
    hidden = "\u202eThe har\u00adbour\u200b bridge\x07 opened on Monday.\u2066"
    for name, source in (("a.txt", hidden), ("a.html", f"<p>{hidden}</p>")):
        seed = read(name, source.encode())
        assert seed.blocks[0].text == "The harbour bridge opened on Monday."
        assert len(seed.repairs) == 4


def test_lines_that_were_joined_are_counted() -> None:
    long = (
        "The harbour bridge opened on Monday after four years of work, and hundreds of people walked across it in rain."
    )
    wrapped = "\n\n".join(["\n".join(textwrap.wrap(long, 40))] * 3)
    seed = read("a.txt", wrapped.encode())
    assert [block.text for block in seed.blocks] == [long] * 3
    assert seed.repairs == (Repair("joined-lines", 6),)
    assert read("a.txt", f"{long}\n\n{long}".encode()).repairs == ()


def test_an_encoding_is_never_guessed_for_noise() -> None:
    noise = bytes((at * 167 + at // 7) % 223 + 32 for at in range(4000))
    with pytest.raises(SeedError, match="encoding"):
        decode.decode("a.txt", noise)


def test_a_feed_that_explodes_is_harmless() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "lol">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 10) for at in range(9)
    )
    bomb += b"]><rss><channel><item><title>&j;</title>"
    bomb += b"<description>Some words of text &j;</description></item></channel></rss>"
    (found,) = read_all("a.xml", bomb)
    assert not isinstance(found, SeedError)
    assert found.stated.titles == ("&j;",)


def test_no_text_of_a_page_is_lost_behind_an_instruction_to_programs() -> None:
    page = b'<p>The bridge is open.<?import namespace="t"> All may cross it.</p><!-- > --><p>Nobody pays.</p>'
    assert [block.text for block in read("a.html", page).blocks] == [
        "The bridge is open. All may cross it.",
        "Nobody pays.",
    ]


def test_signs_of_tags_inside_attributes_are_no_tags() -> None:
    page = b'<p title="a > b <i>c</i>">The <a href="/x?a>b" title=\'"<p>"\'>bridge</a> is open.</p>'
    (block,) = read("a.html", page).blocks
    assert block.text == "The bridge is open."
    assert [run.link for run in block.runs] == ["", "/x?a>b", ""]


def test_a_text_of_many_wrapped_lines_takes_linear_time() -> None:
    begin = process_time()
    (block,) = read("a.txt", b"a line of a text that goes on and on behind its end at ever-\n" * 40_000).blocks
    assert process_time() - begin < 4
    assert block.text.startswith("a line of a text that goes on and on behind its end at ever-a line of")


def test_a_page_of_nested_menus_takes_linear_time() -> None:
    page = b"<nav>" * 1_900 + b"x <p>y" * 20_000
    begin = process_time()
    blocks = read("a.html", page).blocks
    assert process_time() - begin < 2
    assert {block.region for block in blocks} == {""}, "what holds all of the text is not believed to be a menu"


def rss(entry: str, head: str = "") -> bytes:
    return (
        f'<rss version="2.0"><channel><title>S</title>{head}<item><guid>1</guid>{entry}</item></channel></rss>'.encode()
    )


@pytest.mark.parametrize(("stated", "tag"), [("english", ""), ("en_us", "en-US"), ("pt-br", "pt-BR"), ("a-b-c", "")])
def test_a_language_is_a_tag_or_not_stated(stated: str, tag: str) -> None:
    """Front matter takes tags alone: a briefing with another word there could not be built."""
    item = {"id": "1", "content_text": "Some words of text.", "language": stated}
    seeds = [
        read("a.xml", rss("<description>Some words.</description>", f"<language>{stated}</language>")),
        read("a.json", json.dumps({"items": [item]}).encode()),
    ]
    assert [seed.stated.language for seed in seeds] == [tag, tag]


@pytest.mark.parametrize(
    ("stated", "moment"),
    [
        ("Tue, 03 Apr 2007 10:00:00 +0200", "2007-04-03T10:00:00+02:00"),
        ("Tue, 03 Apr 2007 10:00:00 +02:00", "2007-04-03T10:00:00+02:00"),
        ("Tue, 03 Apr 2007", "2007-04-03"),
        ("3 April 2007", "2007-04-03"),
        ("Tue, 03 Apr 2007 10:00:00 CEST", "2007-04-03"),
        ("Mon, 03 Apr 67 10:00 GMT", "1967-04-03T10:00:00+00:00"),
        ("Tue, 03 Apr 07 10:00 GMT", "2007-04-03T10:00:00+00:00"),
        ("03/04/2007", ""),
        ("2007-04-031", ""),
        ("Tuesday", ""),
    ],
)
def test_dates_of_feeds_are_read_where_they_are_sure(stated: str, moment: str) -> None:
    found = read("a.xml", rss(f"<pubDate>{stated}</pubDate><description>Some words.</description>")).stated.date
    assert (found.isoformat() if found else "") == moment


def atom(entry: str) -> Seed:
    head = (
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/blog/"><author><name>Ann</name></author>'
    )
    return read("a.atom", f"{head}<entry><id>1</id>{entry}</entry></feed>".encode())


def test_an_entry_has_what_its_feed_states_for_all() -> None:
    text = "<summary>Some words.</summary>"
    assert atom(f'<link href="x/1"/>{text}').stated.url == "https://a.example/blog/x/1"
    assert atom(text).stated.url == "", "an entry without a link has no address"
    assert atom(text).stated.byline == "Ann"
    assert atom(f"<author><name>Bob</name></author>{text}").stated.byline == "Bob"


def test_packed_content_is_unpacked_and_bytes_are_no_text() -> None:
    packed = b64encode("<p>Some “words”.</p>".encode()).decode()
    mode = f'<content type="text/html" mode="base64">{packed}</content>'
    assert [block.text for block in atom(mode).blocks] == ["Some “words”."]
    with pytest.raises(SeedError, match="no text"):
        atom(f'<content type="image/png">{packed}</content>')


def test_halves_of_characters_are_removed() -> None:
    """JSON may hold them, where a description was cut off in the middle of a picture; no file can."""
    item = {
        "id": "1",
        "title": "A \ud83d bridge",
        "content_html": "<p>Some \ud83d words.</p>",
        "url": "https://a.example/\ud83d",
    }
    feed = json.dumps({"items": [{**item, "authors": [{"name": "Ann \ud83d"}]}]})
    page = (
        '<script type="application/ld+json">{"@type": "Article", "articleSection": "Sea \\ud83d"}</script><p>Words.</p>'
    )
    stated = read("a.json", feed.encode()).stated
    assert (stated.titles, stated.byline, stated.url) == (("A bridge",), "Ann", "https://a.example/")
    assert read("a.html", page.encode()).stated.section == "Sea"
    bare = json.dumps({"items": [{"id": "1", "content_html": "Some \ud83d\u202e words."}]})
    assert [block.text for block in read("a.json", bare.encode()).blocks] == ["Some words."]
    assert [block.text for block in read("a.xml", rss("<description>Some &#8238;words.</description>")).blocks] == [
        "Some words."
    ]


def test_a_word_that_a_soft_hyphen_parts_at_the_end_of_a_line_is_whole_again() -> None:
    text = "The har\u00ad\nbour bridge ope\u00ad\nned on Monday, and hun\u00ad \n dreds\nof people came."
    seed = read("a.txt", text.encode())
    assert " ".join(block.text for block in seed.blocks) == (
        "The harbour bridge opened on Monday, and hundreds of people came."
    )
    assert "removed soft hyphens (3)" in map(str, seed.repairs)


def test_ends_of_lines_that_were_doubled_part_no_paragraphs() -> None:
    lines = textwrap.wrap(
        "The harbour bridge opened on Monday after four years of work, and hundreds of people came. " * 4, 60
    )
    wanted = [block.text for block in read("a.txt", "\r\n".join(lines).encode()).blocks]
    assert [block.text for block in read("a.txt", "\r\r\n".join(lines).encode()).blocks] == wanted
    assert len(wanted) == 1


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("Shift_JIS", "cp932", "①髙島屋は新しい港の橋が開通したと発表した～。"),
        ("euc-kr", "cp949", "새 다리는 월요일 똠방 시장에 의해 개통되었다."),
        ("gb2312", "gb18030", "新的港口大桥由市长朱镕基宣布通车。"),
        ("iso-8859-1", "cp1252", "The “bridge” – it’s new – was opened."),
        ("iso-8859-9", "cp1254", "Yeni “köprü” açıldı – şehir halkı geçti."),
    ],
)
def test_a_declared_encoding_is_the_larger_one_that_browsers_take_it_for(
    declared: str, encoding: str, text: str
) -> None:
    page = f'<meta charset="{declared}"><p>{text}</p>'.encode(encoding)
    assert text_of(page, "a.html") == text
    assert text in reader.decode(page)

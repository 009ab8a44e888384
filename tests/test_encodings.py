"""Encodings are told rightly, doubly encoded letters mended, and what is repaired is listed; the rest is refused."""

from __future__ import annotations

import textwrap

import pytest

from generator.articles import Repair
from generator.errors import SeedError
from generator.seeds import decode, mojibake, read
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

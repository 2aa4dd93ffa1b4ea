"""From bytes to text: every encoding that banks use, and what is no text at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.transfer.csv.raw.text import MAX_BYTES, is_damaged, mended, text_of
from freelancer_os.transfer.statement import StatementError

STATEMENT = "Buchungstag;Betrag;Verwendungszweck\n02.11.2026;-12,50;Büro Müller – Straße\n"
POLISH = "Data;Kwota;Opis\n02.11.2026;-12,50;Opłata za zakupy, wpłata własna\n"


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-16", "utf-16-le"),
        ("cp1252", "cp1252"),
    ],
)
def test_every_encoding_gives_the_same_text(encoding: str, told: str) -> None:
    assert text_of(STATEMENT.encode(encoding))[:2] == (STATEMENT, told)


def test_polish_letters_of_windows_are_told_by_what_they_would_read_as() -> None:
    assert text_of(POLISH.encode("cp1250"))[:2] == (POLISH, "cp1250")


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), max_size=60)
)
def test_what_is_in_utf_8_is_read_as_it_is(text: str) -> None:
    whole = STATEMENT + text
    assert text_of(whole.encode())[:2] == (whole, "utf-8")
    assert not is_damaged(whole)
    assert mended(whole) == whole


@given(st.binary(max_size=80))
def test_any_bytes_are_a_text_or_a_sentence(content: bytes) -> None:
    try:
        text = text_of(content).text
    except StatementError as refused:
        assert str(refused).endswith(".")
    else:
        assert text.strip()
        assert "\0" not in text
        assert not text.startswith("\ufeff")


def test_a_few_broken_bytes_stay_in_their_place_and_are_mended_for_the_eye() -> None:
    content = STATEMENT.encode() * 4 + b"03.11.2026;-1,00;Caf\xe9\n"
    text, encoding, _ = text_of(content)
    assert encoding == "utf-8"
    assert is_damaged(text)
    assert text.encode("utf-8", "surrogateescape") == content
    assert mended(text).endswith("Caf\ufffd\n")
    assert not is_damaged(mended(text))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b" \r\n\t", "This file is empty."),
        (b"\xef\xbb\xbf\n", "This file is empty."),
        (b"%PDF-1.7 ...", "This file looks like a PDF document, not like a CSV statement."),
        (b"PK\x03\x04....xl/workbook.xml", "This file looks like an Excel workbook (.xlsx), not"),
        (b"PK\x03\x04....word/", "This file looks like a ZIP archive, not"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "This file looks like an old Excel workbook (.xls), not"),
        (b"<?xml version='1.0'?><Document/>", "This file looks like an XML file, not"),
        (b"\n <!DOCTYPE HTML><html>", "This file looks like a web page, not"),
        (b"\xef\xbb\xbf<html lang=de>", "This file looks like a web page, not"),
        (b"\0\0\0\x18ftypheic", "This file looks like an image or a video, not"),
        (b"BM\x00\x00\x00\x00", "This file looks like a BMP image, not"),
        (b"SQLite format 3\0", "This file looks like a database, not"),
        (b"a;b\n1;\0\n" + b"x" * 90, "This file holds NUL bytes, so it is not a text file."),
    ],
)
def test_what_is_no_statement_is_refused_with_what_it_is(content: bytes, sentence: str) -> None:
    with pytest.raises(StatementError) as refused:
        text_of(content)
    assert str(refused.value).startswith(sentence)


def test_one_byte_above_the_limit_is_refused_and_the_limit_is_not() -> None:
    assert text_of(b"x" * MAX_BYTES)[1] == "utf-8"
    with pytest.raises(StatementError, match="larger than 20 MB"):
        text_of(b"x" * (MAX_BYTES + 1))


def test_a_statement_about_bitmaps_is_a_statement() -> None:
    assert text_of(b"BMW Bank;Betrag\n")[0] == "BMW Bank;Betrag\n"

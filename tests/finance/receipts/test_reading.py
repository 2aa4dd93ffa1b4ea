"""What is read in receipts: all that is clear in them, and nothing else, whatever they hold."""

import json
import os
import zlib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freelancer_os.finance.receipts.reading import extracting
from freelancer_os.finance.receipts.reading.einvoice import read_xml
from freelancer_os.finance.receipts.reading.reading import read_file
from freelancer_os.finance.receipts.reading.said import EINVOICE, TEXT, Said
from freelancer_os.finance.receipts.reading.text import read_text
from freelancer_os.transfer.sample.plain_pdf import plain_pdf
from tests.finance.receipts.papers import encrypted, many_pages, pdf, with_file

DATA = Path(__file__).parents[2] / "data" / "receipts"
EXPECTED: dict[str, Any] = json.loads((DATA / "expected.json").read_text())
PDF = "application/pdf"


def told(said: Said) -> list[Any]:
    amount = None if said.amount is None else str(said.amount)
    day = said.date and said.date.isoformat()
    return [day, amount, said.currency, said.supplier, said.number]


def of(tmp_path: Path, content: bytes, kind: str = PDF) -> Said:
    path = tmp_path / "file"
    path.write_bytes(content)
    return read_file(path, kind, "EUR", ["Studio"])


@pytest.mark.parametrize("name", EXPECTED["xml"])
def test_an_e_invoice_says_it_all(name: str) -> None:
    said = read_xml((DATA / name).read_bytes())
    assert said is not None and said.how == EINVOICE
    assert told(said) == EXPECTED["xml"][name]


@pytest.mark.parametrize("name", EXPECTED["texts"])
def test_of_a_text_what_is_clear_is_read(name: str) -> None:
    rows, expected = EXPECTED["texts"][name]
    text = "\n".join(row if isinstance(row, str) else " ".join(row) for row in rows)
    assert told(read_text(text, "EUR", ["Studio"])) == expected


def test_the_same_as_pdfs(tmp_path: Path) -> None:
    for name in ("english", "german", "french", "two totals"):
        rows, expected = EXPECTED["texts"][name]
        content = pdf(*(row if isinstance(row, str) else tuple(row) for row in rows))
        said = of(tmp_path, content)
        assert (said.how, told(said)) == (TEXT, expected), name


def test_the_paper_of_the_sample_is_one(tmp_path: Path) -> None:
    content = plain_pdf(["Acme (Hosting) GmbH", "Invoice date: 2026-11-03", "Total EUR 5.00"])
    assert told(of(tmp_path, content))[:3] == ["2026-11-03", "5.00", "EUR"]


def test_the_xml_in_a_pdf_comes_before_its_text(tmp_path: Path) -> None:
    page = pdf("Total EUR 99.00")
    held = with_file(page, "factur-x.xml", (DATA / "facturx.xml").read_bytes())
    assert told(of(tmp_path, held)) == EXPECTED["xml"]["facturx.xml"]
    broken = with_file(page, "factur-x.xml", b"<CrossIndustryInvoice><")
    assert told(of(tmp_path, broken))[1:3] == ["99.00", "EUR"]


BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><Invoice><ID>&b;</ID></Invoice>'
)


@pytest.mark.parametrize(
    "raw",
    [BOMB, b"", b"<a/>", b"<Invoice", b"\xff\xfe\x00", b"<Invoice>" + b"<a>" * 5_000],
    ids=["bomb", "empty", "other", "cut", "no text", "deep"],
)
def test_what_is_no_e_invoice_says_nothing(raw: bytes) -> None:
    assert read_xml(raw) is None


def test_what_cannot_be_read_ends_soon_and_says_nothing(tmp_path: Path) -> None:
    page = pdf("Total EUR 99.00")
    zeros = zlib.compress(bytes(300_000_000))
    bomb = (
        b"%%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 9 9]>>endobj\n"
        b"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream endobj\n"
        b"trailer<</Root 1 0 R>>\n%%%%EOF" % (len(zeros), zeros)
    )
    began = _spent()
    hostile = [encrypted(page), page[: len(page) // 2], b"%PDF-1.7\n", many_pages(10_000), bomb]
    for content in hostile:
        assert told(of(tmp_path, content))[:3] == [None, None, ""]
    assert _spent() - began < len(hostile) * extracting.SECONDS
    assert of(tmp_path, b"\x89PNG\r\n\x1a\n", "image/png") == Said()


def _spent() -> float:
    """Seconds of the processor that the processes which read PDFs have taken."""
    return os.times().children_user


FILLER = st.text("abc XYZ.,:-/1234567890€$", max_size=40)
LABELS = st.sampled_from(
    ["Total", "Gesamtbetrag", "Amount due", "Montant TTC", "Totale", "Importe total", "Te betalen"]
)


@given(
    st.lists(FILLER, max_size=6),
    LABELS,
    st.integers(1, 10**9),
    st.sampled_from([",", "."]),
    st.sampled_from(["", " ", "'", ".", ","]),
    st.sampled_from(["{} EUR", "EUR {}", "€{}", "{} €", "{}"]),
)
def test_a_planted_total_is_never_read_as_another(
    filler: list[str], label: str, minor: int, point: str, group: str, form: str
) -> None:
    if group == point:
        group = ""
    whole, cents = divmod(minor, 100)
    figure = f"{whole:,}".replace(",", group) + f"{point}{cents:02d}"
    planted = f"{label} {form.format(figure)}"
    filler = [line for line in filler if "total" not in line.lower()]
    said = read_text("\n".join([*filler, planted, "End"]), "EUR")
    assert said.amount in (None, Decimal(minor) / 100)
    if not filler:
        assert said.amount == Decimal(minor) / 100


@given(st.text(max_size=300))
def test_any_text_is_read_without_a_word(text: str) -> None:
    said = read_text(text, "EUR")
    assert said.how in {"text", "none"}
    assert (said.amount is None) == (said.currency == "")

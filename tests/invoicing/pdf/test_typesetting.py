"""The PDF, read back: its text, its pages, its fonts, and that it is the same each time."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from freelancer_os.invoicing.document.document import Document, Logo, Look, Worked
from freelancer_os.invoicing.document.labels import languages
from freelancer_os.invoicing.pdf.typesetting import TEMPLATES, pages, pdf
from tests.invoicing.papers import BUYER, INVOICE, LINES, SWISS, long_one

ARABIC = "شركة النور للتجارة"
JAPANESE = "株式会社さくら商事"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: object) -> Iterator[None]:
    settings.DATA_FOLDER = tmp_path  # type: ignore[attr-defined]
    yield


def read(document: Document) -> PdfReader:
    return PdfReader(BytesIO(pdf(document)))


def text(document: Document) -> list[str]:
    """The text of each page, its spaces as they come."""
    return [" ".join(page.extract_text().split()) for page in read(document).pages]


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_prints_all_that_the_law_asks_for(template: str) -> None:
    (page,) = text(replace(INVOICE, look=Look(template)))
    for said in (
        *("Invoice", "2026-023", "Mira Kovač Studio", "Ilica 42", "HR33392005961"),
        *("Acme Robotics GmbH", "Spreeufer 9", "10179 Berlin", "DE811569869"),
        *("18 November 2026", "18 December 2026", "PO-4471"),
        *("Brand refresh, milestone 3", "12 h", "€90.00", "19%", "€1,080.00"),
        *("VAT 19% on €2,030.00", "€385.70", "€2,940.00"),
        *("HR12 1001 0051 8630 0016 0", "Page 1 of 1"),
    ):
        assert said in page, (said, page)


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_same_document_gives_the_same_bytes(template: str) -> None:
    document = replace(INVOICE, look=Look(template))
    assert pdf(document) == pdf(document)
    assert pdf(document) != pdf(replace(document, reference="PO-4472"))


@pytest.mark.parametrize("language", languages())
def test_every_language_is_set_in_fonts_that_lie_in_the_file(language: str) -> None:
    reader = read(replace(INVOICE, language=language))
    assert reader.trailer["/Root"]["/Lang"] == language
    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    kinds = [one.get_object()["/DescendantFonts"][0].get_object() for one in fonts]
    assert kinds and all("/FontDescriptor" in one for one in kinds)


def test_it_is_tagged_and_says_that_it_is_pdf_a_3b() -> None:
    reader = read(INVOICE)
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>3</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_long_one_carries_its_sum_from_page_to_page(template: str) -> None:
    first, *further = text(replace(long_one(40), look=Look(template)))
    assert "Carried forward" in first and "Brought forward" not in first
    assert "Brought forward" in further[0] and "Carried forward" not in further[-1]
    carried = first.split("Carried forward ")[1].split(" ")[0]
    assert f"Brought forward {carried}" in further[0]
    assert "Line no. 40" in further[-1] and f"Page 2 of {1 + len(further)}" in further[0]


def test_all_lines_of_300_are_there_once() -> None:
    whole = " ".join(text(long_one(300)))
    assert all(whole.count(f"Line no. {i} ") == 1 for i in range(1, 301))


@pytest.mark.parametrize(
    "name", [ARABIC, JAPANESE, "주식회사 한빛", "北京科技有限公司", "חברת אור"]
)
def test_any_script_is_set_as_pdf_a(name: str) -> None:
    reader = read(replace(INVOICE, buyer=replace(BUYER, name=name)))
    assert "pdfaid" in reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()


def test_a_sign_that_no_font_has_keeps_no_invoice_back() -> None:
    page = text(replace(INVOICE, buyer=replace(BUYER, name="Party 🎉 GmbH")))[0]
    assert "GmbH" in page and "€2,940.00" in page


def test_a_swiss_bill_is_a_page_of_its_own() -> None:
    first, last = text(SWISS)
    assert "Empfangsschein" not in first
    for said in ("Empfangsschein", "Zahlteil", "CH93 0076 2011 6238 5295 7", "2 940.00", "CHF"):
        assert said in last, (said, last)


def test_hours_behind_the_lines_are_an_annex() -> None:
    worked = tuple(Worked(INVOICE.issue_on, f"Sketch {i}", 1800) for i in range(60))
    _, *annex = text(replace(INVOICE, annex=worked))
    assert "Hours worked" in annex[0] and "Sketch 59" in annex[-1] and " 30 " in annex[-1]


def test_long_words_and_names_stay_on_the_paper() -> None:
    words = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
    long = replace(INVOICE, lines=(replace(LINES[0], text=words), *LINES[1:]))
    right = []

    def place(_text: str, _cm: object, tm: list[float], *_: object) -> None:
        right.append(tm[4])

    read(long).pages[0].extract_text(visitor_text=place)
    assert max(right) < 210 / 25.4 * 72 - 20 / 25.4 * 72


@pytest.mark.parametrize(("width", "height"), [(400, 60), (60, 400)])
def test_a_logo_wide_or_tall_keeps_within_its_place(
    width: int, height: int, tmp_path: Path
) -> None:
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        '<rect width="100%" height="100%" fill="red"/></svg>'
    )
    digest = "ab" + "0" * 62
    (tmp_path / "files/ab").mkdir(parents=True)
    (tmp_path / "files/ab" / digest).write_text(picture)
    look = Look(logo=Logo(digest, "image/svg+xml"))
    (page,) = text(replace(INVOICE, look=look))
    assert "MK" not in page and "€2,940.00" in page


def test_a_logo_that_is_gone_keeps_no_invoice_back() -> None:
    (page,) = text(replace(INVOICE, look=Look(logo=Logo("ab" + "0" * 62, "image/png"))))
    assert "MK" in page


@pytest.mark.parametrize("media_type", ["image/png", "image/jpeg", "image/svg+xml"])
def test_a_logo_that_is_no_picture_keeps_no_invoice_back(media_type: str, tmp_path: Path) -> None:
    digest = "cd" + "0" * 62
    (tmp_path / "files/cd").mkdir(parents=True)
    (tmp_path / "files/cd" / digest).write_bytes(b"\x89PNG\r\n\x1a\nnothing more")
    (page,) = text(replace(INVOICE, look=Look(logo=Logo(digest, media_type))))
    assert "€2,940.00" in page


def test_the_preview_is_a_picture_of_each_page() -> None:
    assert all(page.startswith(b"<svg") for page in pages(INVOICE))
    assert len(pages(long_one(40))) == len(text(long_one(40)))

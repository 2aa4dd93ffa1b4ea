"""What ISO 19005-3 (PDF/A-3b) and ISO 14289-1 (PDF/UA-1) ask of a file, as far as pypdf can see it.

veraPDF would check all of it and comes from no registry that the tests may rely on.
"""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject, StreamObject

from freelancer_os.invoicing.document.document import Document, Logo, Look, Worked
from freelancer_os.invoicing.pdf.typesetting import TEMPLATES, pdf
from tests.invoicing.papers import BUYER, INVOICE, SWISS, long_one

DIGEST = "ab" + "0" * 62
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><circle r="30"/></svg>'
HOURS = tuple(Worked(INVOICE.issue_on, f"Sketch {i}", 1800) for i in range(60))
PAPERS: dict[str, Document] = {
    **{name: replace(INVOICE, look=Look(name)) for name in TEMPLATES},
    "credit note": replace(INVOICE, kind="credit_note", credits="2026-022"),
    "draft": replace(INVOICE, is_draft=True, number=None),
    "Swiss bill": SWISS,
    "several pages": long_one(40),
    "hours": replace(INVOICE, annex=HOURS),
    "logo": replace(INVOICE, look=Look(logo=Logo(DIGEST, "image/svg+xml"))),
    "Arabic": replace(INVOICE, buyer=replace(BUYER, name="شركة النور للتجارة")),
    "Japanese": replace(INVOICE, buyer=replace(BUYER, name="株式会社さくら商事")),
}


@pytest.fixture(params=PAPERS)
def paper(request: pytest.FixtureRequest, tmp_path: Path, settings: Any) -> bytes:
    """The PDF of each kind of paper."""
    settings.DATA_FOLDER = tmp_path
    (tmp_path / "files/ab").mkdir(parents=True)
    (tmp_path / "files/ab" / DIGEST).write_text(LOGO)
    return pdf(PAPERS[request.param])


def reader(paper: bytes) -> PdfReader:
    return PdfReader(BytesIO(paper))


def dictionaries(read: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary of the file, those of streams among them."""
    for number in range(1, int(str(read.trailer["/Size"]))):
        yield from _within(read.get_object(IndirectObject(number, 0, read)))


def _within(found: Any) -> Iterator[DictionaryObject]:
    if isinstance(found, DictionaryObject):
        yield found
        for value in found.values():
            yield from _within(value)
    elif isinstance(found, list):
        for value in found:
            yield from _within(value)


def test_the_file_is_framed_as_an_archive_wants_it(paper: bytes) -> None:
    first, second, *_ = paper.split(b"\n")
    assert first == b"%PDF-1.7"
    assert second.startswith(b"%") and len(second) >= 5 and min(second[1:5]) > 127  # 6.1.2
    assert paper.rstrip().endswith(b"%%EOF")
    trailer = reader(paper).trailer
    assert "/Encrypt" not in trailer and len(trailer["/ID"]) == 2  # 6.1.3


def test_every_font_lies_in_the_file_and_says_what_its_signs_mean(paper: bytes) -> None:
    fonts = [one for one in dictionaries(reader(paper)) if one.get("/Type") == "/Font"]
    whole = [one for one in fonts if one["/Subtype"] == "/Type0"]
    parts = [one for one in fonts if one["/Subtype"] != "/Type0"]
    assert whole and all("/ToUnicode" in one for one in whole)  # 6.2.11.7
    assert len(parts) == len(whole)
    for one in parts:
        kept = one["/FontDescriptor"]
        assert isinstance(kept, DictionaryObject)
        assert {"/FontFile2", "/FontFile3"} & kept.keys(), one  # 6.2.11.4
        assert str(kept["/FontName"])[7] == "+"  # only the signs that are used


def test_colours_mean_the_same_everywhere(paper: bytes) -> None:
    read = reader(paper)
    (intent,) = (one.get_object() for one in read.root_object["/OutputIntents"])
    profile = intent["/DestOutputProfile"].get_object()
    assert intent["/S"] == "/GTS_PDFA1" and profile["/N"] == 3  # 6.2.3
    assert profile.get_data()[36:40] == b"acsp"  # an ICC profile
    used = {str(one.get("/ColorSpace")) for one in dictionaries(read)}
    assert "/DeviceCMYK" not in used


def test_nothing_in_it_runs_or_lies_elsewhere(paper: bytes) -> None:
    for one in dictionaries(reader(paper)):
        assert one.get("/S") not in {"/JavaScript", "/Launch", "/Sound", "/Movie", "/ImportData"}
        assert "/AA" not in one and "/JS" not in one  # 6.6
        if isinstance(one, StreamObject):
            assert "/F" not in one and "LZW" not in str(one.get("/Filter"))  # 6.1.7
        if one.get("/Type") == "/Filespec":
            assert "/AFRelationship" in one  # 6.8


def test_it_says_what_it_is(paper: bytes) -> None:
    read = reader(paper)
    kept = read.root_object["/Metadata"].get_object()
    assert isinstance(kept, StreamObject) and "/Filter" not in kept  # 6.6.2
    said, named = kept.get_data().decode(), read.metadata
    assert named is not None and named.title
    for one in (
        *("<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>B</pdfaid:conformance>"),
        *("<pdfuaid:part>1</pdfuaid:part>", f'xml:lang="x-default">{named.title}<'),
        f"<rdf:li>{named.author}</rdf:li>",
    ):
        assert one in said, one


def test_it_can_be_read_aloud(paper: bytes) -> None:
    """Tagged, with a language and a title, its table as one with heads (PDF/UA-1, 7.1, 7.5)."""
    read = reader(paper)
    root = read.root_object
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert all(page["/Tabs"] == "/S" for page in read.pages)
    kinds = [str(one["/S"]) for one in dictionaries(read) if one.get("/Type") == "/StructElem"]
    assert {"/Document", "/H1", "/Table", "/TR", "/TH", "/TD", "/P"} <= set(kinds), set(kinds)
    pictures = [one for one in dictionaries(read) if one.get("/S") == "/Figure"]
    assert all(one.get("/Alt") for one in pictures)

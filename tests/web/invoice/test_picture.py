"""The preview: one picture of all pages, which browsers can read."""

from xml.etree import ElementTree

from freelancer_os.web.invoice.picture import GAP, MOST, picture
from tests.invoicing.papers import INVOICE, long_one

SVG = "{http://www.w3.org/2000/svg}"


def test_a_page_is_as_large_as_its_paper() -> None:
    whole = ElementTree.fromstring(picture(INVOICE))
    (page,) = whole.findall(f"{SVG}svg")
    assert whole.get("viewBox") == f"0 0 {page.get('width')} {page.get('height')}"
    assert page.get("y") == "0" and 595 < float(page.get("width") or 0) < 596


def test_pages_lie_below_each_other() -> None:
    pages = ElementTree.fromstring(picture(long_one(40))).findall(f"{SVG}svg")
    first, second = (float(page.get("y") or 0) for page in pages)
    assert first == 0 and second == float(pages[0].get("height") or 0) + GAP


def test_of_very_many_pages_the_first_are_shown() -> None:
    pages = ElementTree.fromstring(picture(long_one(600))).findall(f"{SVG}svg")
    assert len(pages) == MOST

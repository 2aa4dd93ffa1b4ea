"""The pages of a document as one picture, one under the other."""

import re

from freelancer_os.invoicing.document.document import Document
from freelancer_os.invoicing.pdf.typesetting import pages

GAP = 14  # points between two pages
MOST = 12  # pages that are shown
_FRAME = re.compile(rb"<svg [^>]*>")
_MEASURE = re.compile(rb' (?:width|height)="[^"]*"')
_SIZE = re.compile(rb'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def picture(document: Document) -> bytes:
    """An SVG of the first `MOST` pages."""
    drawn, top, width = [], 0.0, 0.0
    for page in pages(document)[:MOST]:
        frame = _FRAME.search(page)
        size = frame and _SIZE.search(frame[0])
        assert frame and size, "typst gives every page its size"
        own, across, down = _MEASURE.sub(b"", frame[0]), float(size[1]), float(size[2])
        placed = f'<svg y="{top:g}" width="{across:g}" height="{down:g}"'.encode()
        drawn.append(own.replace(b"<svg", placed, 1) + page[frame.end() :])
        width, top = max(width, across), top + down + GAP
    height = max(top - GAP, 1)
    whole = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}">'
    return whole.encode() + b"".join(drawn) + b"</svg>"

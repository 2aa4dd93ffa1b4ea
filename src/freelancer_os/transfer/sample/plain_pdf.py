"""A PDF of a few plain lines, written by hand: what the sample's supplier sends.

Typesetting is not asked for it: its threads would not outlive the fork into the server's process.
"""

from __future__ import annotations

from collections.abc import Iterable

_OBJECTS = (
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Contents 4 0 R"
    "/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
)


def plain_pdf(lines: Iterable[str]) -> bytes:
    """A page of lines of Latin letters (ISO 32000-1, 7.5)."""
    shown = " ".join(f"({_escaped(line)}) '" for line in lines)
    text = f"BT /F1 11 Tf 16 TL 40 540 Td {shown} ET"
    objects = [*_OBJECTS, f"<</Length {len(text)}>>stream\n{text}\nendstream"]
    body, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{one}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")

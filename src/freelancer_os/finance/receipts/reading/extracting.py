"""Run as a program of its own: what a PDF holds, the XML in it or its first pages as text, as JSON.

It is a process that may be ended, with bounds of memory and time: a PDF may hold anything. Nothing
of ours is imported here, so that it begins soon.
"""

import base64
import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader

PAGES, LONGEST = 8, 60_000  # pages that are read, characters that are kept
FILES, LARGEST = 10, 5_000_000  # files in it that are looked at, bytes of one
MEMORY, SECONDS = 700 * 1024 * 1024, 10


def bounded() -> None:
    """No more memory and time from here on, where the system has such bounds."""
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def found_in(path: str) -> dict[str, Any]:
    """The files in it that may be e-invoices, in base64, else its text."""
    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        return {"xml": [], "text": ""}
    xml = list(_embedded(reader))
    return {"xml": xml, "text": _text(reader)}


def _embedded(reader: PdfReader) -> Iterator[str]:
    try:
        attachments = reader.attachments
        for name in list(attachments)[:FILES]:
            if name.lower().endswith(".xml"):
                for content in attachments[name]:
                    if len(content) <= LARGEST:
                        yield base64.b64encode(content).decode()
    except Exception:  # whatever a broken list of files raises: its pages may be read all the same
        return


def _text(reader: PdfReader) -> str:
    found, length = [], 0
    for number, page in enumerate(reader.pages):
        if number >= PAGES or length >= LONGEST:
            break
        try:
            found.append(page.extract_text())
        except Exception:  # whatever one broken page raises: the others may say enough
            continue
        length += len(found[-1])
    return "\n".join(found)[:LONGEST]


if __name__ == "__main__":
    logging.disable()
    bounded()
    sys.stdout.write(json.dumps(found_in(sys.argv[1])))

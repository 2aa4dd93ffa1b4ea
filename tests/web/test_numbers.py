"""Numbers on pages are written as the workspace writes them."""

import re
from pathlib import Path

import freelancer_os

PAGES = Path(freelancer_os.__file__).parent / "web"
OF_ONE_LANGUAGE = re.compile(r"\{[^{}]*:,[^{}]*\}")


def test_no_page_groups_digits_as_one_language_does() -> None:
    """`desk.formats.count` is there for it: 4,000 or 4.000."""
    found = [
        f"{path.relative_to(PAGES)}: {wrong[0]}"
        for path in PAGES.rglob("*.py")
        for wrong in OF_ONE_LANGUAGE.finditer(path.read_text(encoding="utf8"))
    ]
    assert found == []

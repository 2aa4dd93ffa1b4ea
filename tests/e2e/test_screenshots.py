"""The pictures of README and documentation are those that `make screenshots` takes."""

import re
from pathlib import Path

from tests.e2e import screenshots

ROOT = Path(__file__).resolve().parents[2]


def test_every_picture_is_there_and_made_by_the_command() -> None:
    made = {f"{name}{suffix}.png" for name in screenshots.PAGES for suffix in screenshots.LOOKS}
    shown = set()
    for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        for target in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).is_file(), f"{page.name}: {target}"
            shown.add(Path(target).name)
    assert shown
    assert shown <= made

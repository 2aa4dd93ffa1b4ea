"""The German words of the program: one way to address its reader."""

from pathlib import Path

import pytest

import messages

PO = """msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Enter an amount."
msgstr "{words}"
"""


@pytest.mark.parametrize(
    ("words", "is_told"),
    [("Geben Sie einen Betrag ein.", True), ("Gib einen Betrag ein. Sie steht da.", False)],
)
def test_it_says_du(tmp_path: Path, words: str, is_told: bool) -> None:
    file = tmp_path / "de" / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True)
    file.write_text(PO.replace("{words}", words), encoding="utf-8")
    told = [one for one in messages.problems(file) if "German says du" in one]
    assert bool(told) is is_told

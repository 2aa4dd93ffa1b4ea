"""Commands speak the language of the terminal."""

from pathlib import Path

import pytest

from freelancer_os.cli.language import language_of
from tests.cli.process import command
from tests.languages import catalogue, speaking

MESSAGES = {
    "There is no user with the e-mail address {email}.": "Niemand hat die Adresse {email}.",
    "print a sign-in address that works once, within ten minutes": "zeigt eine Adresse",
}


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "de_AT@euro"}, "de"),
        ({"LANG": "de_DE.UTF-8", "LC_MESSAGES": "de_DE", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": ""}, "de"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "xx_YY"}, "en"),
        ({"LANG": "../de"}, "en"),
        ({}, "en"),
    ],
)
def test_the_first_that_is_set_says_it(
    environment: dict[str, str], language: str, tmp_path: Path
) -> None:
    with speaking(tmp_path, MESSAGES):
        assert language_of(environment) == language


def test_problems_and_help_are_told_in_it(installation: dict[str, str], tmp_path: Path) -> None:
    further = {"FREELANCER_OS_LOCALE": str(catalogue(tmp_path / "words", MESSAGES))}
    german = {**installation, **further, "LC_ALL": "de_DE.UTF-8"}
    words = ("login-link", "--email", "nobody@example.com")
    refused = command(*words, environment=german)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == "Niemand hat die Adresse nobody@example.com.\n"
    assert "Zeigt eine Adresse." in command("login-link", "--help", environment=german).stdout
    english = command(*words, environment={**installation, **further, "LC_ALL": "C"})
    assert english.stderr == "There is no user with the e-mail address nobody@example.com.\n"

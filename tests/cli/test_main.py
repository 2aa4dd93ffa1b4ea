"""Usage, help, and what goes wrong before a command begins."""

from pathlib import Path

import pytest

from tests.cli.process import command


@pytest.mark.parametrize(
    "words",
    [(), ("fly",), ("serve", "--port", "http"), ("user",), ("user", "create"), ("serve", "--por")],
)
def test_wrong_usage_exits_2(bare_installation: dict[str, str], words: tuple[str, ...]) -> None:
    wrong = command(*words, environment=bare_installation)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr.startswith("usage: freelancer-os")


@pytest.mark.parametrize(
    "words", [(), ("serve",), ("user", "create"), ("login-link",), ("token", "create")]
)
def test_help_has_an_example_and_leaves_nothing_behind(
    bare_installation: dict[str, str], words: tuple[str, ...]
) -> None:
    helped = command(*words, "--help", environment=bare_installation)
    assert helped.returncode == 0
    assert "example:\n  freelancer-os " in helped.stdout
    assert not Path(bare_installation["FREELANCER_OS_DATA"]).exists()


def test_the_data_option_wins_over_the_environment(
    bare_installation: dict[str, str], tmp_path: Path
) -> None:
    other = tmp_path / "elsewhere"
    words = ("login-link", "--email", "a@example.com", "--data", str(other))
    command(*words, environment=bare_installation)
    assert (other / "secret-key").exists()
    assert not Path(bare_installation["FREELANCER_OS_DATA"]).exists()


def test_an_unusable_data_folder_is_a_sentence(
    bare_installation: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    environment = {**bare_installation, "FREELANCER_OS_DATA": str(tmp_path / "file")}
    refused = command("serve", environment=environment)
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr
    assert str(tmp_path / "file") in refused.stderr


def test_a_foreign_database_address_is_a_sentence(bare_installation: dict[str, str]) -> None:
    environment = {**bare_installation, "DATABASE_URL": "mysql://localhost/x"}
    refused = command("serve", environment=environment)
    assert refused.returncode == 1
    assert refused.stderr == "DATABASE_URL must begin with postgresql:// or sqlite:///.\n"


def test_a_database_that_does_not_answer_is_a_sentence(bare_installation: dict[str, str]) -> None:
    environment = {**bare_installation, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    refused = command("login-link", "--email", "a@example.com", environment=environment)
    assert refused.returncode == 1
    assert refused.stderr.startswith("The database does not answer: ")
    assert "Traceback" not in refused.stderr

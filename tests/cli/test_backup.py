"""`freelancer-os backup` and `restore`: their words, exit codes and streams."""

import signal
from pathlib import Path

from tests.cli.process import command, serving

CREATE = ("user", "create", "--email", "ada@example.com", "--name", "Ada")


def test_results_and_messages(installation: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "books.zip"
    saved = command("backup", str(path), environment=installation)
    assert (saved.returncode, saved.stdout) == (0, "")
    assert saved.stderr.startswith(f"Wrote {path}: the database and 0 files, ")
    restored = command("restore", str(path), environment=installation)
    assert (restored.returncode, restored.stdout) == (0, "")
    assert restored.stderr == f"Restored {path}. Everybody signs in anew.\n"


def test_a_file_that_is_there_is_kept(installation: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "books.zip"
    path.write_text("precious")
    refused = command("backup", str(path), environment=installation)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == (
        f"{path} is there already: name another file, or overwrite it with --force.\n"
    )
    assert path.read_text() == "precious"
    assert command("backup", str(path), "--force", environment=installation).returncode == 0
    assert path.read_bytes()[:2] == b"PK"


def test_an_empty_file_is_taken(installation: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "made-by-mktemp"
    path.touch()
    assert command("backup", str(path), environment=installation).returncode == 0


def test_a_place_that_cannot_be_written_is_a_sentence(
    installation: dict[str, str], tmp_path: Path
) -> None:
    path = tmp_path / "nowhere" / "books.zip"
    refused = command("backup", str(path), environment=installation)
    assert refused.returncode == 1
    assert refused.stderr == f"{path} cannot be written: No such file or directory.\n"
    assert "is a folder" in command("backup", str(tmp_path), environment=installation).stderr


def test_books_are_not_overwritten(installation: dict[str, str], tmp_path: Path) -> None:
    path = str(tmp_path / "books.zip")
    command("backup", path, environment=installation)
    command(*CREATE, environment=installation, typed="correct horse battery\n")
    refused = command("restore", path, environment=installation)
    assert refused.returncode == 1
    assert refused.stderr == "There are books here already: with --force they are set aside.\n"
    forced = command("restore", path, "--force", environment=installation)
    assert forced.returncode == 0
    assert "What was here before is kept in " in forced.stderr


def test_a_server_at_work_is_backed_up_and_not_restored_over(
    installation: dict[str, str], tmp_path: Path
) -> None:
    path = str(tmp_path / "books.zip")
    with serving(environment=installation) as server:
        assert command("backup", path, environment=installation).returncode == 0
        refused = command("restore", path, "--force", environment=installation)
        assert refused.returncode == 1
        assert refused.stderr == "Freelancer OS is running on this data folder: stop it first.\n"
        assert server.get("/healthz")[:2] == (200, "ok")
        server.stop(signal.SIGTERM)
    assert command("restore", path, "--force", environment=installation).returncode == 0


def test_wrong_words_exit_2(installation: dict[str, str]) -> None:
    for words in (("backup",), ("restore",), ("export",), ("backup", "a", "b")):
        assert command(*words, environment=installation).returncode == 2

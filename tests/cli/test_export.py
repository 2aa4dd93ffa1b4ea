"""`freelancer-os export`: whose workspace it takes."""

import json
from pathlib import Path
from zipfile import ZipFile

from tests.cli.process import command


def create(name: str, workspace: str, environment: dict[str, str]) -> None:
    words = ("--email", f"{name}@example.com", "--name", name, "--workspace", workspace)
    typed = "correct horse battery\n"
    made = command("user", "create", *words, environment=environment, typed=typed)
    assert made.returncode == 0, made.stderr


def name_in(path: Path) -> str:
    with ZipFile(path) as archive:
        name = json.loads(archive.read("workspace.json"))["name"]
    return str(name)


def test_the_only_workspace_is_meant(installation: dict[str, str], tmp_path: Path) -> None:
    create("ada", "Studio", installation)
    path = tmp_path / "books.zip"
    done = command("export", str(path), environment=installation)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("Wrote ")
    assert name_in(path) == "Studio"
    again = command("export", str(path), environment=installation)
    assert again.returncode == 1
    assert "is there already" in again.stderr


def test_where_there_are_several_one_is_named(installation: dict[str, str], tmp_path: Path) -> None:
    create("ada", "Studio", installation)
    create("bob", "Workshop", installation)
    path = str(tmp_path / "books.zip")
    refused = command("export", path, environment=installation)
    assert refused.returncode == 1
    assert refused.stderr == "There is more than one user: say which with --email.\n"
    for words in (("--email", "BOB@example.com"), ("--workspace", "Workshop")):
        assert command("export", path, "--force", *words, environment=installation).returncode == 0
        assert name_in(Path(path)) == "Workshop"
    wrong = ("--email", "ada@example.com", "--workspace", "Workshop")
    refused = command("export", path, "--force", *wrong, environment=installation)
    assert refused.returncode == 1
    assert refused.stderr == "ada@example.com has no workspace named Workshop.\n"

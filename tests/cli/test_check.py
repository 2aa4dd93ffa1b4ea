"""`freelancer-os check` in a process of its own."""

import sqlite3
from pathlib import Path

import pytest

from tests.cli.process import command
from tests.settings import ON_POSTGRES


def test_whole_books_exit_with_0_and_a_line_per_check(installation: dict[str, str]) -> None:
    ran = command("check", environment=installation)
    assert ran.returncode == 0, ran.stderr
    lines = ran.stdout.splitlines()
    assert len(lines) > 8
    assert all(line.startswith("ok: ") for line in lines)


def test_a_readable_secret_key_is_found(installation: dict[str, str]) -> None:
    key = Path(installation["FREELANCER_OS_DATA"]) / "secret-key"
    key.chmod(0o644)
    ran = command("check", environment=installation)
    assert ran.returncode == 1
    assert "secret-key" in ran.stdout


@pytest.mark.skipif(ON_POSTGRES, reason="writes into the SQLite file by hand")
def test_a_total_spoiled_by_hand_exits_with_1_and_names_the_row(
    installation: dict[str, str],
) -> None:
    command(
        "user",
        "create",
        "--email",
        "a@example.com",
        "--name",
        "A",
        environment=installation,
        typed="correct horse battery staple\n",
    )
    book = sqlite3.connect(next(Path(installation["FREELANCER_OS_DATA"]).glob("*.sqlite3")))
    with book:
        row = book.execute("SELECT hex(id) FROM finance_category").fetchone()[0].lower()
        book.execute("UPDATE finance_category SET folded = 'spoiled'")
    ran = command("check", environment=installation)
    assert ran.returncode == 1
    assert row in ran.stdout.replace("-", "")
    assert "wrong: " in ran.stdout


@pytest.mark.skipif(ON_POSTGRES, reason="writes into the SQLite file by hand")
def test_a_spoiled_index_of_search_is_named_and_made_anew(installation: dict[str, str]) -> None:
    words = ["user", "create", "--email", "a@example.com", "--name", "A"]
    command(*words, environment=installation, typed="correct horse battery staple\n")
    book = sqlite3.connect(next(Path(installation["FREELANCER_OS_DATA"]).glob("*.sqlite3")))
    with book:
        book.execute("UPDATE core_searchrow SET title = 'spoiled'")
    ran = command("check", environment=installation)
    assert ran.returncode == 1
    assert "wrong: every record is found by its words" in ran.stdout
    ran = command("check", "--repair-search", environment=installation)
    assert ran.returncode == 0, ran.stdout
    assert "indexed anew" in ran.stdout.splitlines()[0]

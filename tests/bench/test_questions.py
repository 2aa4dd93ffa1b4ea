"""Every question of the benchmark can be asked, and the table shows what was found."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection

from bench import plain, table
from bench.chores import CHORES, statement
from bench.mailing import mailing
from bench.questions import QUESTIONS, Scene, take_back
from bench.scene import scene_of
from bench.space import Space
from bench.workspace import build
from freelancer_os.finance.models import Transaction
from freelancer_os.invoicing.models import Mail
from freelancer_os.transfer.csv.statement import read_statement

QUESTION = {question.name: question for question in QUESTIONS}


@pytest.fixture
def scene(db: None) -> Iterator[Scene]:
    """A small workspace; requests through the WSGI application stay in the test's transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield scene_of(build(200)["token"])
    for signal in signals:
        signal.connect(close_old_connections)


def test_each_question_is_answered(scene: Scene) -> None:
    assert len(QUESTION) == len(QUESTIONS)
    for question in QUESTIONS:
        ask = question.asked(scene)
        assert ask().size and ask().size, question.title  # RuntimeError for any other status


def test_what_a_question_adds_is_taken_back(scene: Scene) -> None:
    rows = Transaction.objects.of(scene.entry.workspace)
    for question in QUESTIONS:
        before = set(rows.values_list("pk", flat=True))
        question.asked(scene)()
        assert (set(rows.values_list("pk", flat=True)) != before) is question.adds
        if question.adds:
            take_back(scene)
            assert set(rows.values_list("pk", flat=True)) == before


def test_a_refused_question_is_told(scene: Scene) -> None:
    with pytest.raises(RuntimeError, match="GET /nowhere/ answered 404"):
        scene.get("/nowhere/")()


def test_the_board_has_the_cards_that_its_title_says(scene: Scene) -> None:
    for name, cards in (("board", 74), ("whole board", 146)):
        assert QUESTION[name].title == f"board of {cards} client cards"
        assert QUESTION[name].asked(scene)().unpacked.count(b"card-title") == cards


def test_plain_sqlite_answers_what_stands_beside_a_page(scene: Scene) -> None:
    asked = plain.questions(connection.connection, scene.entry)
    assert asked.keys() <= QUESTION.keys()
    found = {name: ask() for name, ask in asked.items() if name != "cell"}  # a transaction
    assert len(found["board"]) == 74 and all(found.values())


def test_the_large_writes_are_taken(scene: Scene, tmp_path: Path) -> None:
    for name in ("bulk", "undo"):
        CHORES[name](scene, tmp_path, 0)()


def test_invoices_are_queued_with_their_papers(scene: Scene, settings: Any, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path
    mailing(scene, count=3)()
    mails = Mail.objects.of(scene.entry.workspace)
    assert [(mail.state, mail.invoice.status) for mail in mails] == [("waiting", "sent")] * 3
    assert len({mail.invoice.sent_pdf for mail in mails}) == 3


def test_the_lines_that_are_imported_can_be_read() -> None:
    read = read_statement(statement(300).encode())
    assert read.is_complete and len(read.lines) == 300 and not read.problems


def test_what_is_above_its_limit_has_a_star() -> None:
    costs = {"ms": 14.0, "sql": 3.0, "kb": 95.0, "sent": 9.0}
    found = {
        10: {"now": {"workflow": costs}, "before": {"workflow": costs | {"ms": 30.0}}},
        20: {"now": {"workflow": costs | {"plain_ms": 0.1, "plain_sql": 1}}, "before": {}},
    }
    lines = list(table.questions(found))
    start = next(i for i, line in enumerate(lines) if line.startswith("workflow, 50 rows"))
    now, before, sqlite = (line.split() for line in lines[start : start + 3])
    assert now[3:] == [
        "now", "15", "90", "14.00", "3", "95.0*", "9.0", "14.00", "3", "95.0*", "9.0", "1.00"
    ]  # fmt: skip
    assert before == ["before", "30.00*", "3", "95.0*", "9.0"]
    assert sqlite == ["sqlite3", "0.10", "1"]


def test_every_question_has_a_line_even_without_an_answer() -> None:
    titles = [question.title for question in QUESTIONS]
    lines = list(table.questions({10: {"now": {}}}))
    assert all(any(line.startswith(title) for line in lines) for title in titles)
    assert all(len(title) < 44 for title in titles)


def test_whole_processes_and_the_database_have_lines() -> None:
    wholes = list(table.wholes({"now": {"import": {"s": 30.0, "mb": 100.0}}}, lines=1_000))
    assert wholes[1].split()[-4:] == ["s", "CPU", "25.0", "30.0*"]
    spaces = list(table.spaces({100_000: {"now": Space(260.0, {"log": 99.0})}}))
    assert spaces[1].split()[-3:] == ["260.0*", "log", "99.0"]

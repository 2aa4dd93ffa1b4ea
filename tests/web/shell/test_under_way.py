"""How far a job has come, told to whoever waits in its workspace, and cancelled from there."""

import pytest
from django.test import Client as Web
from django.utils import timezone

from freelancer_os.core.models import UNDER_WAY, Change, Job
from freelancer_os.core.undo.back import STALE, look_for_jobs, others
from tests.books import Books, open_books

pytestmark = pytest.mark.django_db


def job(books: Books, **values: object) -> Job:
    """One that another process writes."""
    entry = Change.objects.create(
        workspace=books.workspace,
        user=books.user,
        number=UNDER_WAY,
        sentence="Importing",
        door="cli",
    )
    given = {"done": 1_500, "total": 99_999, "seen_at": timezone.now(), **values}
    return Job.objects.create(change=entry, workspace=books.workspace, **given)


def test_it_says_how_far_it_is(books: Books, web: Web) -> None:
    assert web.get("/under-way/").json() is None
    job(open_books())  # in another workspace
    assert web.get("/under-way/").json() is None
    job(books)
    answer = web.get("/under-way/")
    assert answer.json() == {"done": 1_500, "total": 99_999, "told": "1,500 of 99,999"}
    assert "no-store" in answer["Cache-Control"]


def test_a_job_of_somebody_else_is_no_matter_of_ones_own(books: Books, web: Web) -> None:
    """Who waits for a small write is not told of, or offered to cancel, the import of another."""
    theirs = job(books.colleague())
    assert web.get("/under-way/").json() is None
    web.post("/under-way/cancel/")
    theirs.refresh_from_db()
    assert not theirs.is_cancelled


def test_it_is_cancelled_at_its_next_slice(books: Books, web: Web) -> None:
    mine, theirs = job(books), job(open_books())
    assert web.post("/under-way/cancel/").status_code == 302
    for one in (mine, theirs):
        one.refresh_from_db()
    assert (mine.is_cancelled, theirs.is_cancelled) == (True, False)


def test_one_that_nobody_writes_any_more_goes_at_once(books: Books, web: Web) -> None:
    job(books, seen_at=timezone.now() - 2 * STALE)
    web.post("/under-way/cancel/")
    assert not Job.objects.exists()
    assert not Change.objects.filter(number=UNDER_WAY).exists()


def test_it_is_no_part_of_the_history_yet(books: Books, web: Web) -> None:
    job(books)
    assert "Importing" not in web.get("/history/").content.decode()  # nobody has looked for it
    look_for_jobs()
    page, _line, told = web.get("/history/").content.decode().partition('class="waiting"')
    others.clear()
    assert "Importing" not in page and "Still going on: Importing" in told

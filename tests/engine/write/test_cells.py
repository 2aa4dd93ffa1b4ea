"""One cell: what it takes, what it makes, and what somebody else entered meanwhile."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from freelancer_os.clients.models import Client
from freelancer_os.core.models import Change
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.registry import collections
from freelancer_os.engine.write.cells import Edit, Stale, editable, save
from freelancer_os.projects.models import Project
from freelancer_os.tools.models import Meeting
from tests.books import DAY, NOON, Books
from tests.web.test_every_collection import fill

ALL = list(collections)
each_collection = pytest.mark.parametrize("collection", ALL, ids=lambda one: one.slug)
LINKS = [(c, f) for c in ALL if c.has_page for f in c.links if not f.read_only]


def of(slug: str) -> Collection:
    found = collections.get(slug)
    assert found is not None
    return found


def enter(books: Books, slug: str, record: Any, name: str, value: str = "", **more: Any) -> str:
    """Save a cell; the sentence of the change."""
    collection = of(slug)
    edit = Edit(value=value, **more)
    one = editable(collection, name)
    return save(collection, books.workspace, books.user, record.pk, one, edit).sentence


@each_collection
def test_what_follows_from_others_has_no_cell(collection: Collection) -> None:
    for one in collection.fields:
        if one.read_only or not one.in_cells:
            with pytest.raises(Http404):
                editable(collection, one.name)
        else:
            assert editable(collection, one.name) is one
    for name in ("nonsense", "", "id", "workspace"):
        with pytest.raises(Http404):
            editable(collection, name)


def test_a_cell_is_one_change_that_says_what_it_did(books: Books) -> None:
    client = books.client()
    count = Change.objects.count()
    said = enter(books, "clients", client, "company", " Acme  Ltd ")
    assert books.fresh(client).company == "Acme  Ltd"
    assert Change.objects.count() == count + 1
    assert str(said) == books.last().sentence == "Company of Acme is Acme  Ltd"


def test_the_same_again_is_no_change(books: Books) -> None:
    client = books.client(company="Acme Ltd")
    count = Change.objects.count()
    enter(books, "clients", client, "company", "Acme Ltd", opened="Acme Ltd")
    assert Change.objects.count() == count


def test_what_somebody_entered_meanwhile_is_told_and_kept(books: Books) -> None:
    client, ben = books.client(), books.colleague("Ben")
    enter(ben, "clients", client, "company", "Theirs")
    before = books.state()
    with pytest.raises(Stale) as refused:
        enter(books, "clients", client, "company", "Mine", opened="")
    assert refused.value.sentence == "This is “Theirs” now. Ben changed it while you were editing."
    assert books.state() == before
    enter(books, "clients", client, "company", "Mine", opened="", force=True)
    assert books.fresh(client).company == "Mine"
    with pytest.raises(Stale) as own:
        enter(books, "clients", client, "company", "Late", opened="")
    assert "You changed it elsewhere" in str(own.value.sentence)


def test_other_cells_of_the_row_do_not_conflict(books: Books) -> None:
    client, ben = books.client(), books.colleague("Ben")
    enter(ben, "clients", client, "email", "ben@example.com")
    enter(books, "clients", client, "company", "Mine", opened="")
    stored = books.fresh(client)
    assert (stored.email, stored.company) == ("ben@example.com", "Mine")


def test_without_what_it_held_a_cell_is_saved_in_any_case(books: Books) -> None:
    client = books.client(company="Theirs")
    enter(books, "clients", client, "company", "Mine")
    assert books.fresh(client).company == "Mine"


@pytest.mark.parametrize(("collection", "one"), LINKS, ids=[f"{c.slug}-{f.name}" for c, f in LINKS])
def test_what_a_link_makes_is_one_change_with_the_link(
    books: Books, collection: Collection, one: Link
) -> None:
    record = fill(books)[collection.slug]
    before, count = books.state(), Change.objects.count()
    try:
        enter(books, collection.slug, record, one.name, create="Newcomer")
    except ValidationError as refused:
        assert all(sentence.endswith(".") for sentence in refused.messages)
        assert books.state() == before
        return
    made = getattr(books.fresh(record), one.attribute)
    assert made.pk not in before[one.model._meta.label]
    assert Change.objects.count() == count + 1
    books.undo()
    assert books.state() == before


# What is moved keeps its length


def test_what_begins_elsewhere_ends_as_much_later(books: Books) -> None:
    project = books.make(Project, name="Site", start_date=DAY, end_date=date(2026, 10, 15))
    enter(books, "projects", project, "start_date", "2027-02-27", keep_length=True)
    moved = books.fresh(project)
    assert (moved.start_date, moved.end_date) == (date(2027, 2, 27), date(2027, 3, 13))


@pytest.mark.parametrize(
    ("start", "end"),
    [(None, date(2026, 10, 15)), (DAY, None), (None, None)],
)
def test_what_has_no_length_keeps_none(books: Books, start: Any, end: Any) -> None:
    project = books.make(Project, name="Site", start_date=start, end_date=end)
    enter(books, "projects", project, "start_date", "2026-10-05", keep_length=True)
    moved = books.fresh(project)
    assert (moved.start_date, moved.end_date) == (date(2026, 10, 5), end)


def test_a_start_that_is_typed_past_the_end_takes_it_along(books: Books) -> None:
    days = {"start_date": date(2026, 10, 1), "end_date": date(2026, 10, 8)}
    project = books.make(Project, name="Site", **days)
    enter(books, "projects", project, "start_date", "2026-10-05")
    assert books.fresh(project).end_date == days["end_date"]
    enter(books, "projects", project, "start_date", "2026-11-05")
    moved = books.fresh(project)
    assert (moved.start_date, moved.end_date) == (date(2026, 11, 5), date(2026, 11, 8))


def test_an_emptied_start_leaves_the_end(books: Books) -> None:
    project = books.make(Project, name="Site", start_date=DAY, end_date=date(2026, 10, 15))
    enter(books, "projects", project, "start_date", "", keep_length=True)
    assert books.fresh(project).end_date == date(2026, 10, 15)


def test_nothing_is_moved_past_the_last_year(books: Books) -> None:
    project = books.make(Project, name="Site", start_date=DAY, end_date=date(2200, 12, 31))
    meeting = books.make(
        Meeting, title="Gala", starts_at=NOON, ends_at=datetime(2200, 12, 31, 12, tzinfo=UTC)
    )
    before = books.state()
    for slug, record, name, value, end in (
        ("projects", project, "start_date", "2026-10-02", "end_date"),
        ("meetings", meeting, "starts_at", "2026-10-02 12:00", "ends_at"),
    ):
        with pytest.raises(ValidationError) as refused:
            enter(books, slug, record, name, value, keep_length=True)
        assert refused.value.message_dict == {end: ["The year must lie between 1900 and 2200."]}
    assert books.state() == before


@each_collection
def test_every_cell_starts_an_editor_with_what_it_takes_back(
    books: Books, collection: Collection
) -> None:
    """What an editor starts with means the very value that is stored."""
    record = fill(books).get(collection.slug)
    formats = Formats.of(books.workspace)
    stored = record and collection.rows(books.workspace).get(pk=record.pk)
    for one in collection.fields if stored else ():
        if one.read_only or not one.in_cells:
            continue
        value, text = one.value(stored), one.raw(stored, formats)
        assert one.parse(text, formats, {}, stored) == value or text == "", one.name


def test_clients_of_one_name_are_told_apart_by_their_ids(books: Books) -> None:
    one, other = books.client("Twin"), books.client("Twin")
    project = books.make(Project, name="Site")
    with pytest.raises(ValidationError, match="There are several called “Twin”"):
        enter(books, "projects", project, "client", "Twin")
    enter(books, "projects", project, "client", str(other.pk))
    assert books.fresh(project).client == other
    books.do(lambda unit: unit.fresh(one).edit({"name": "Single"}))
    enter(books, "projects", project, "client", "  single ")
    assert books.fresh(project).client == one
    assert isinstance(books.fresh(one), Client)

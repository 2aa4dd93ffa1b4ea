"""History, bin, undo and redo from the pages."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from freelancer_os.clients.models import Client as ClientRecord
from freelancer_os.core.models import Change, ChangeRow
from freelancer_os.finance.models import Transaction
from freelancer_os.people.models import Membership
from freelancer_os.web.history import entries as logbook
from freelancer_os.web.history.entries import ago
from freelancer_os.web.history.page import SHOWN, first_id
from tests.books import DAY, Books, open_books
from tests.invoicing.post_office import deliver, office, sent


@pytest.fixture
def inside(client: Client, books: Books) -> Client:
    client.force_login(books.user)
    return client


def _post(client: Client, address: str, page: str = "/history/", **values: str) -> Any:
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{page}"}
    return client.post(address, values, headers=headers)


def _undo(client: Client, change: Change, **values: str) -> Any:
    return _post(client, f"/history/{change.pk}/undo/", **values)


def _sentences(client: Client, address: str = "/history/") -> list[str]:
    return [line.change.sentence for line in client.get(address).context["lines"]]


def test_history_tells_the_newest_first(inside: Client, books: Books) -> None:
    acme = books.client()
    books.edit(acme, name="Acme Robotics")
    assert _sentences(inside) == ["Edit Acme", "New client", "Opened the books"]


def test_a_change_is_told_with_who_when_and_what(inside: Client, books: Books) -> None:
    acme = books.colleague().client()
    line = inside.get("/history/").context["lines"][0]
    assert (line.who, line.day, line.ago) == ("Ben", "Today", "now")
    assert [(one.title, one.url) for one in line.records] == [("Acme", f"/clients/{acme.pk}/")]


def test_a_change_says_through_which_door_it_came(inside: Client, books: Books) -> None:
    books.client()
    Change.objects.filter(pk=books.last().pk).update(door="api")
    assert "over the API" in inside.get("/history/").content.decode()


def test_a_mail_that_left_offers_no_undo(inside: Client, books: Books) -> None:
    with office(books):
        sent(books)
        deliver(books)
    line = inside.get("/history/").context["lines"][0]
    assert line.change.sentence == "Mailed “Invoice 2026-001” to client@example.com"
    assert (line.may_undo, line.is_undone) == (False, False)
    assert _undo(inside, line.change).status_code == 404
    assert books.last() == line.change


def test_a_record_that_is_gone_is_named_without_a_link(inside: Client, books: Books) -> None:
    acme = books.client()
    books.remove(acme)
    page = inside.get("/history/").content.decode()
    assert "Acme" in page
    assert f"/clients/{acme.pk}/" not in page


def test_a_change_of_many_records_is_told_in_numbers(inside: Client, books: Books) -> None:
    def spend(unit: Any) -> None:
        for amount in range(1, 6):
            row = Transaction(workspace=books.workspace)
            row.edit({"kind": "expense", "date": DAY, "amount": amount})

    books.do(spend, "Imported 5 bank lines")
    line = inside.get("/history/").context["lines"][0]
    assert (line.counts, list(line.records)) == ("5 entries", [])


def test_taking_back_many_records_says_so_first(inside: Client, books: Books) -> None:
    books.do(
        lambda unit: unit.add(
            ClientRecord(workspace=unit.workspace, name=f"C{n}") for n in range(9)
        )
    )
    books.client("Alone")
    page = inside.get("/history/").content.decode()
    assert page.count("data-confirm=") == 1
    assert 'data-confirm="This takes back 9 clients.' in page
    books.do(
        lambda unit: unit.add(
            ClientRecord(workspace=unit.workspace, name=f"D{n}") for n in range(30)
        ),
        "Many clients",
    )
    asked = _post(inside, "/undo/", "/clients/")
    assert asked.status_code == 409
    assert "Many clients. This takes back 30 clients." in asked.content.decode()


def test_a_change_of_very_many_records_is_not_counted(
    inside: Client, books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logbook, "COUNTED", 5)
    books.do(lambda unit: [books_row(books).edit({"name": str(n)}) for n in range(6)])
    line = inside.get("/history/").context["lines"][0]
    assert line.counts == "more than 5 records"


def books_row(books: Books) -> ClientRecord:
    return ClientRecord(workspace=books.workspace)


def test_history_goes_back_page_by_page(inside: Client, books: Books) -> None:
    for number in range(SHOWN + 5):
        books.client(f"Client {number}")
    first = inside.get("/history/")
    assert len(first.context["lines"]) == SHOWN
    older = inside.get(f"/history/?before={first.context['next']}")
    assert len(older.context["lines"]) == 6
    assert older.context["next"] is None
    numbers = [line.change.number for page in (first, older) for line in page.context["lines"]]
    assert numbers == sorted(numbers, reverse=True)


@pytest.mark.parametrize("before", ["x", "-1", "9" * 30, "²"])
def test_a_place_that_is_none_is_the_beginning(inside: Client, books: Books, before: str) -> None:
    assert inside.get("/history/", {"before": before}).status_code == 200


def test_history_costs_the_same_however_much_there_is(inside: Client, books: Books) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            inside.get("/history/")
        return len(captured)

    books.client()
    books.income()
    few = statements()
    for _ in range(10):
        books.client()
        books.income()
    assert statements() == few


def test_any_standing_change_is_taken_back(inside: Client, books: Books) -> None:
    acme = books.client()
    renamed = books.edit(acme, name="Acme Robotics")
    change = books.last()
    books.client("Later")
    answer = _undo(inside, change)
    assert answer.status_code == 200
    assert '<main id="main"' in answer.content.decode()
    assert "Undid: Edit Acme" in answer.content.decode()
    assert books.fresh(renamed).name == "Acme"


def test_what_is_undone_is_marked_and_offers_no_undo(inside: Client, books: Books) -> None:
    books.client()
    _undo(inside, books.last())
    lines = inside.get("/history/").context["lines"]
    assert [(line.is_undone, line.may_undo) for line in lines] == [
        (False, False),  # the undo itself
        (True, False),
        (False, False),  # what the workspace began with
    ]


def test_a_later_change_in_the_way_is_named_and_both_can_go_together(
    inside: Client, books: Books
) -> None:
    acme = books.client()
    books.edit(acme, name="B")
    first = books.last()
    books.edit(acme, name="C")
    refused = _undo(inside, first)
    page = refused.content.decode()
    assert refused.status_code == 409
    assert "was changed since by “Edit Acme”" in page
    assert 'data-way="with_later"' in page
    assert books.fresh(acme).name == "C"
    assert _undo(inside, first, with_later="1").status_code == 200
    assert books.fresh(acme).name == "Acme"


def test_a_refusal_for_another_reason_offers_nothing(inside: Client, books: Books) -> None:
    books.client()
    change = books.last()
    books.undo()
    refused = _undo(inside, change)
    assert refused.status_code == 409
    assert "data-way" not in refused.content.decode()


def test_what_a_workspace_began_with_is_not_taken_back(inside: Client, books: Books) -> None:
    opening = books.last()
    assert _undo(inside, opening).status_code == 404
    assert books.client_income.name == "Client"


def test_a_change_of_another_workspace_is_not_there(inside: Client) -> None:
    stranger = open_books()
    theirs = stranger.client("Theirs")
    assert _undo(inside, stranger.last()).status_code == 404
    assert stranger.has(theirs)
    assert "New client" not in _sentences(inside)
    assert _post(inside, f"/history/{uuid4()}/undo/").status_code == 404


def test_an_accountant_reads_history_and_undoes_nothing(inside: Client, books: Books) -> None:
    acme = books.client()
    Membership.objects.update(role=Membership.Role.ACCOUNTANT)
    assert not any(line.may_undo for line in inside.get("/history/").context["lines"])
    for address in (f"/history/{books.last().pk}/undo/", "/undo/", "/redo/"):
        assert _post(inside, address).status_code == 403
    assert books.has(acme)


def test_undo_and_redo_of_the_newest(inside: Client, books: Books) -> None:
    acme = books.client()
    books.edit(acme, name="B")
    undone = _post(inside, "/undo/", "/clients/")
    assert undone.status_code == 200
    said = undone.content.decode().partition('class="toast"')[2]
    assert "Undid: Edit Acme" in said
    assert 'action="/redo/"' in said
    assert f'data-made="{acme.pk}">· <a href="/clients/{acme.pk}/">Show it</a>' in said
    assert books.fresh(acme).name == "Acme"
    assert "Redid: Edit Acme" in _post(inside, "/redo/", "/clients/").content.decode()
    assert books.fresh(acme).name == "B"


@pytest.mark.parametrize(
    ("address", "sentence"),
    [("/undo/", "There is nothing to undo."), ("/redo/", "There is nothing to redo.")],
)
def test_nothing_to_take_back_is_said(inside: Client, address: str, sentence: str) -> None:
    answer = _post(inside, address)
    assert answer.status_code == 409
    assert f'<p class="problem">{sentence}</p>' in answer.content.decode()


def test_undo_that_somebody_else_built_on_offers_both(inside: Client, books: Books) -> None:
    acme = books.client()
    books.colleague().edit(acme, name="B")
    assert 'data-way="with_later"' in _post(inside, "/undo/").content.decode()
    assert _post(inside, "/undo/", with_later="1").status_code == 200
    assert not books.has(acme)


@pytest.mark.parametrize("address", ["/undo/", "/redo/"])
def test_taking_back_is_posted(inside: Client, address: str) -> None:
    assert inside.get(address).status_code == 405


def test_the_bin_holds_what_was_deleted_and_gives_it_back(inside: Client, books: Books) -> None:
    acme = books.client(contract_value=40_000)
    books.edit(acme, name="B")
    books.remove(acme)
    assert _sentences(inside, "/bin/") == ["Delete Acme"]
    _undo(inside, books.last())
    assert (books.fresh(acme).name, books.fresh(acme).contract_value) == ("B", 40_000)
    assert _sentences(inside, "/bin/") == []


def test_the_bin_forgets_after_thirty_days(inside: Client, books: Books) -> None:
    books.remove(books.client())
    row = ChangeRow.objects.filter(action="delete").get()
    month = timedelta(days=30)
    for passed, found in ((month - timedelta(hours=1), 1), (month + timedelta(hours=1), 0)):
        moved = first_id(timezone.now() - passed)
        ChangeRow.objects.filter(pk=row.pk).update(id=moved)
        row.pk = moved
        assert len(_sentences(inside, "/bin/")) == found


def test_an_empty_bin_says_so(inside: Client) -> None:
    assert "The bin is empty" in inside.get("/bin/").content.decode()


@pytest.mark.parametrize("address", ["/history/", "/bin/", "/settings/", "/"])
def test_strangers_are_led_to_sign_in(client: Client, books: Books, address: str) -> None:
    assert client.get(address)["Location"] == f"/auth/login/?next={address}"


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (timedelta(seconds=59), "now"),
        (timedelta(minutes=1), "1 min"),
        (timedelta(hours=23, minutes=59), "23 h"),
        (timedelta(days=6, hours=23), "6 d"),
        (timedelta(days=7), ""),
    ],
)
def test_how_long_ago_is_one_unit(passed: timedelta, words: str) -> None:
    now = timezone.now()
    assert ago(now - passed, now) == words

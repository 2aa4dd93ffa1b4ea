"""Many rows at once from the page: chosen by their boxes, or all that the filters leave."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client as Web
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from freelancer_os.clients.models import Client
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.registry import collections
from freelancer_os.engine.write import bulk, pasting
from freelancer_os.engine.write.cells import editable
from freelancer_os.finance.models import Category
from freelancer_os.people.models import Membership, User
from freelancer_os.tools.models import Meeting
from tests.books import Books, open_books
from tests.web.test_every_collection import ALL, EVERY, fill, signed_in

assert ALL


def post(web: Web, address: str, given: dict[str, Any], slug: str = "clients") -> Any:
    page = f"http://127.0.0.1/{slug}/"
    return web.post(address, given, headers={"hx-request": "true", "hx-current-url": page})


def test_a_field_of_the_chosen_is_set_and_the_page_answered(books: Books, web: Web) -> None:
    chosen = [books.client(f"Client {n}") for n in range(2)]
    other = books.client("Other")
    ids = ",".join(str(one.pk) for one in chosen)
    answer = post(web, "/clients/bulk/stage/", {"ids": ids, "value": "client"})
    assert answer.status_code == 200
    assert "Stage of 2 clients is Client" in answer.content.decode()
    assert [books.fresh(one).stage for one in [*chosen, other]] == ["client", "client", "lead"]


def test_all_that_the_filters_leave_are_meant(books: Books, web: Web) -> None:
    leads = [books.client(f"Lead {n}") for n in range(60)]
    won = books.client("Won", stage="client")
    rows = "/clients/rows/?stage=lead&region=clients&starts=&show=name&order=-name&calc=none"
    answer = post(web, "/clients/bulk/company/", {"rows": rows, "value": "Acme"})
    assert answer.status_code == 200
    assert {books.fresh(one).company for one in leads} == {"Acme"}
    assert books.fresh(won).company == ""
    assert post(web, "/clients/bulk/delete/", {"rows": rows}).status_code == 200
    assert [one.name for one in books.all(type(won))] == ["Won"]


def test_one_is_asked_about_as_one(books: Books, web: Web) -> None:
    first, second = books.client("One"), books.client("Two")
    for client in (first, second):
        books.income(1_00, client=client)
    for ids, words in ((f"{first.pk}", "it"), (f"{first.pk},{second.pk}", "them")):
        page = post(web, "/clients/bulk/delete/", {"ids": ids}).content.decode()
        assert f'data-words="Archive {words}"' in page
        assert f'data-words="Delete {words}"' in page


def test_too_many_are_refused(books: Books, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "MOST", 2)
    for number in range(3):
        books.client(f"Client {number}")
    answer = post(web, "/clients/bulk/delete/", {"rows": "/clients/rows/?region=clients"})
    assert answer.status_code == 422
    assert "at most 2 records" in answer.content.decode()


@EVERY
def test_what_can_be_chosen_is_offered(collection: Collection, books: Books, web: Web) -> None:
    record = fill(books)[collection.slug]
    for one in collection.fields:
        if one.kind in {"choice", "link", "links", "bool"} and not one.read_only:
            address = f"/{collection.slug}/bulk/{one.name}/"
            found = web.get(f"{address}?first={record.pk}&q=")
            assert found.status_code == 200
            assert "data-effect" not in found.content.decode()
            assert web.get(f"{address}?first=nonsense").status_code == 404


def test_what_is_offered_fits_all_that_are_chosen(books: Books, web: Web) -> None:
    for kind in ("income", "expense"):
        books.make(Category, name=f"Own {kind}", kind=kind)
    spent, earned = books.expense(description="Rent"), books.income(description="Class")
    address = "/transactions/bulk/category/"
    alike = web.get(f"{address}?first={spent.pk}&q=own").content.decode()
    assert "Own expense" in alike and "Own income" not in alike
    first = f"{spent.pk},{earned.pk}"
    for q in ("", "own", "Something new"):
        mixed = web.get(address, {"first": first, "q": q}).content.decode()
        assert "option" not in mixed
        assert "Nothing fits all that are selected: Rent and Class take different ones." in mixed
    typed = {"ids": first, "first": first, "typed": "own"}
    refused = post(web, address, typed)
    assert refused.status_code == 422
    assert "Rent and Class take different ones." in refused.content.decode()


@pytest.mark.parametrize(
    "collection", [one for one in ALL if not one.is_kept], ids=lambda one: one.slug
)
def test_strangers_and_accountants_change_nothing(collection: Collection, books: Books) -> None:
    record = fill(books)[collection.slug]
    before, slug, pk = books.state(), collection.slug, str(record.pk)
    name = next(one.name for one in collection.fields if not one.read_only)
    assert editable(collection, name)
    accountant = User.objects.create_user("accountant@example.com", name="Eve")
    Membership.objects.create(workspace=books.workspace, user=accountant, role="accountant")
    cells = json.dumps([[pk, [[name, "x", None]]]])
    for user, status in ((open_books().user, 404), (accountant, 403)):
        web = signed_in(user)
        asked = {"ids": pk, "value": "x"}
        assert post(web, f"/{slug}/bulk/{name}/", asked, slug).status_code == status
        assert post(web, f"/{slug}/bulk/delete/", {"ids": pk}, slug).status_code == status
        assert post(web, f"/{slug}/paste/", {"rows": cells}, slug).status_code == status
    assert books.state() == before


def test_pasting_answers_the_page_or_says_what_is_wrong(
    books: Books, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = books.client("Acme", company="Ltd")
    rows = [[str(client.pk), [["company", "Inc", "Ltd"]]], ["", [["name", "Beta", None]]]]
    answer = post(web, "/clients/paste/", {"rows": json.dumps(rows), "starts": "stage=client"})
    assert answer.status_code == 200
    assert "Added 1 client and changed 1 client" in answer.content.decode()
    assert [one.stage for one in books.all(type(client))] == ["lead", "client"]
    stale = post(web, "/clients/paste/", {"rows": json.dumps(rows)})
    assert stale.status_code == 409
    assert 'data-way="force"' in stale.content.decode()
    odd = [["", [["name", "Gamma", None]]], ["", [["contract_value", "abc", None]]]]
    said = post(web, "/clients/paste/", {"rows": json.dumps(odd)}).content.decode()
    assert "Nothing was pasted. Row 2, Contract value: “abc”. Write the amount like" in said
    monkeypatch.setattr(pasting, "MOST_ROWS", 1)
    assert post(web, "/clients/paste/", {"rows": json.dumps(rows)}).status_code == 422


@pytest.mark.parametrize(
    "rows",
    ["", "{", "1", "[1]", "[[1,[1]]]", '[["",[["name","a\\u0000",null]]]]', "[" * 3000,
     '[["nonsense",[["name","Ghost",null]]]]', '[[7,[["name","Ghost",null]]]]'],
)  # fmt: skip
def test_nonsense_is_refused(rows: str, books: Books, web: Web) -> None:
    before = books.state()
    assert post(web, "/clients/paste/", {"rows": rows}).status_code == 422
    assert books.state() == before


LEAVES = st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=4)
LEAVES |= st.sampled_from(["name", "company", "stage", "income", "\ud800", "\0", "lead", "own_x"])
CELLS = st.lists(st.lists(LEAVES, min_size=3, max_size=3), max_size=3)
TABLES = st.lists(st.tuples(LEAVES, CELLS), max_size=3) | st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner)
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(table=TABLES, force=st.sampled_from(["", "1"]))
def test_any_table_is_pasted_whole_or_refused_whole(
    table: Any, force: str, books: Books, web: Web
) -> None:
    before = books.state([Client])
    given = {"rows": json.dumps(table), "force": force, "starts": "stage=lead"}
    with transaction.atomic():
        answer = web.post("/clients/paste/", given)
        made = books.state([Client]) != before
        transaction.set_rollback(True)
    assert answer.status_code in {302, 404, 409, 422}
    assert not made or answer.status_code == 302


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=st.text(max_size=20) | st.sampled_from(["where=[", "q=%00", "stage=x", "limit=x"]),
    ids=st.text(st.sampled_from("0123456789abcdef-,"), max_size=80),
    by_rows=st.booleans(),
)
def test_rows_that_are_none_are_not_there(
    rows: str, ids: str, by_rows: bool, books: Books, web: Web
) -> None:
    books.client("Kept")
    before = books.state()
    chosen = {"rows": f"/clients/rows/?{rows}&q=nobody"} if by_rows else {"ids": ids}
    for address, more in (("bulk/stage/", {"value": "client"}), ("bulk/delete/", {})):
        answer = web.post(f"/clients/{address}", {**chosen, **more})
        assert answer.status_code in {404, 422}
        assert books.state() == before


NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def _of(slug: str) -> Collection:
    found = collections.get(slug)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("slug", "name", "value"),
    [
        ("clients", "company", "Acme"),
        ("clients", "contract_value", "12.00"),
        ("goals", "target", "4"),
    ],
)
def test_a_text_and_a_number_are_emptied_for_all(
    slug: str, name: str, value: str, books: Books, web: Web
) -> None:
    model: Any = _of(slug).model
    naming = "name" if slug == "clients" else "title"
    made = [books.make(model, **{naming: f"One {n}"}) for n in range(2)]
    ids = ",".join(str(one.pk) for one in made)
    empty = getattr(books.fresh(made[0]), name)
    assert post(web, f"/{slug}/bulk/{name}/", {"ids": ids, "value": value}).status_code == 200
    assert getattr(books.fresh(made[0]), name) != empty
    assert post(web, f"/{slug}/bulk/{name}/", {"ids": ids, "value": ""}).status_code == 200
    assert [getattr(books.fresh(one), name) for one in made] == [empty, empty]


def test_a_link_is_taken_off_those_that_have_it(books: Books, web: Web) -> None:
    acme, beta = books.client("Acme"), books.client("Beta")
    both = books.make(Meeting, title="Both", starts_at=NOON, clients=[acme, beta])
    one = books.make(Meeting, title="One", starts_at=NOON, clients=[beta])
    given = {"ids": f"{both.pk},{one.pk}", "without": "1"}
    answer = post(web, "/meetings/bulk/clients/", {**given, "value": str(acme.pk)}, "meetings")
    assert "Clients of 2 meetings: took off Acme" in answer.content.decode()
    field = _of("meetings").by_name["clients"]
    for record in (both, one):
        assert [str(to) for to in field.value(books.fresh(record))] == ["Beta"]
    answer = post(web, "/meetings/bulk/clients/", {**given, "create": "Nobody"}, "meetings")
    assert answer.status_code == 422 and "Nobody" in answer.content.decode()
    assert len(books.all(Client)) == 2

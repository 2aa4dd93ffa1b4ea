"""The filter panel: rows as the address has them, drawn anew at every change, and their address."""

import json
import re
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.db import connection
from django.test import Client as Web
from django.test.utils import CaptureQueriesContext

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.operators import EITHER
from freelancer_os.engine.models import View
from tests.books import Books, open_books
from tests.sql import assert_scoped
from tests.web.test_every_collection import ALL, EVERY, fill

ROOT = ("g.0.in", "")


@pytest.fixture
def books(db: None) -> Books:
    return open_books(currency="EUR", locale="de-DE")


def panel(web: Web, slug: str, here: str = "", fields: list[tuple[str, str]] | None = None) -> str:
    """The panel over a list, opened, or drawn anew from its fields."""
    sent = [("sent", "1"), *fields] if fields is not None else []
    query = urlencode([("at", f"/{slug}/"), ("here", here), *sent])
    answer = web.get(f"/{slug}/controls/filter/?{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def row(key: int, field: str, operator: str, *values: str, was: str = "") -> list[tuple[str, str]]:
    """The fields of a row."""
    named = [("in", "0"), ("was", was or field), ("field", field), ("operator", operator)]
    return [(f"r.{key}.{name}", value) for name, value in [*named, *(("value", v) for v in values)]]


def leads_to(page: str) -> dict[str, str]:
    """The parameters of the address that the panel's rows ask for."""
    found = re.search(r'data-url="([^"]+)"', page)
    assert found
    query = parse_qs(urlsplit(unescape(found[1])).query, keep_blank_values=True)
    return {name: values[0] for name, values in query.items()}


def asked(page: str) -> Any:
    return json.loads(leads_to(page).get("where") or "null")


class Fields(HTMLParser):
    """The fields of a form, as a browser sends them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "input" and given.get("name", "sent") != "sent" and self.is_sent(given):
            self.found.append((given["name"], given.get("data-key", given.get("value", ""))))

    def is_sent(self, given: dict[str, str]) -> bool:
        return given.get("type") != "checkbox" or "checked" in given


def sent_again(page: str) -> list[tuple[str, str]]:
    return Fields(page).found


KINDS = {
    (type(one), one.kind): (each.slug, one.name)
    for each in ALL
    for one in each.fields
    if one.attribute != "workspace"
}


@pytest.mark.parametrize(("slug", "name"), KINDS.values())
def test_every_operator_of_every_kind_of_field_is_drawn_and_asked_for(
    slug: str, name: str, books: Books, web: Web
) -> None:
    collection = next(one for one in ALL if one.slug == slug)
    record = fill(books)[collection.slug]
    samples = {"money": "12,50", "number": "1", "hours": "1,5", "percent": "20", "bool": "true"}
    samples |= {"date": "2026-10-01", "instant": "2026-10-01", "link": str(record.pk)}
    samples |= {"links": str(record.pk), "choice": "", "text": "EUR", "note": "x", "named": "x"}
    samples |= {"month": "2026-10", **({"number": "2026"} if name == "year" else {})}
    one = collection.by_name[name]
    for operator in one.operators:
        value = samples[one.kind] or one.choices[0][0]  # type: ignore[attr-defined]
        values = {"nothing": [], "two": [value, value], "period": ["today"]}.get(
            operator.takes.value, [value]
        )
        page = panel(web, collection.slug, "", [ROOT, *row(1, one.name, operator.name, *values)])
        assert 'class="problem"' not in page, (one.name, operator.name)
        wanted = asked(page)
        assert wanted[:2] == [one.name, operator.name]
        answer = web.get(f"/{collection.slug}/?{urlencode({'where': json.dumps(wanted)})}")
        assert answer.status_code == 200
        again = panel(web, collection.slug, urlencode({"where": json.dumps(wanted)}))
        if operator not in EITHER or not one.required:
            assert asked(panel(web, collection.slug, "", sent_again(again))) == wanted


@EVERY
def test_it_opens_with_a_row_that_asks_nothing(collection: Collection, web: Web) -> None:
    page = panel(web, collection.slug)
    assert page.count('class="filter-row"') == 1 and " autofocus" in page
    assert leads_to(page) == {}
    assert leads_to(panel(web, collection.slug, "", sent_again(page))).keys() <= {"where"}


def test_it_opens_in_the_row_of_a_field(web: Web) -> None:
    opened = {"at": "/clients/", "here": "company=Acme", "field": "stage"}
    page = web.get("/clients/controls/filter/", opened).content.decode()
    assert page.count('class="filter-row"') == 2
    added = page[: page.index(" autofocus")].rpartition("<input")[2]
    assert 'data-key="stage"' in added
    page = web.get("/clients/controls/filter/", {**opened, "field": "company"}).content.decode()
    assert page.count('class="filter-row"') == 1
    assert leads_to(page) == {"company": "Acme"}


def test_the_plain_filters_become_rows(books: Books, web: Web) -> None:
    acme = books.client("Acme")
    here = f"client={acme.pk}&status=sent&date_from=2026-01-01&order=-total"
    page = panel(web, "invoices", here)
    assert page.count('class="filter-row"') == 3 and ">Acme</span>" in page
    found = leads_to(panel(web, "invoices", here, sent_again(page)))
    assert found.keys() == {"where", "order"}
    assert json.loads(found["where"]) == {
        "and": [
            ["client", "is", str(acme.pk)],
            ["status", "is", "sent"],
            ["issue_date", "on_or_after", "2026-01-01"],
        ]
    }


def test_rows_are_added_removed_and_grouped(web: Web) -> None:
    first = [ROOT, *row(1, "name", "contains", "a")]
    page = panel(web, "clients", "", [*first, ("do", "add.0")])
    assert page.count('class="filter-row"') == 2 and asked(page) == ["name", "contains", "a"]
    assert re.search(
        r'name="r.2.field"[^>]* id="filter-2-field" aria-label="Field" autofocus', page
    )
    page = panel(web, "clients", "", [*first, ("do", "nest.0")])
    assert page.count('<fieldset class="filter-group"') == 2
    nested = [*first, ("g.2.in", "0"), ("g.2.kind", "or"), *row(3, "stage", "is", "lead")]
    nested += row(4, "company", "empty")
    nested = [(n, "2" if n in {"r.3.in", "r.4.in"} else v) for n, v in nested]
    tree = {"or": [["stage", "is", "lead"], ["company", "empty"]]}
    page = panel(web, "clients", "", nested)
    assert asked(page) == {"and": [["name", "contains", "a"], tree]}
    assert asked(panel(web, "clients", "", sent_again(page))) == asked(page)
    assert asked(panel(web, "clients", "", [*nested, ("do", "remove.1")])) == tree
    assert asked(panel(web, "clients", "", [*nested, ("do", "remove.2")])) == first_of(first)
    gone = panel(web, "clients", urlencode({"where": json.dumps(tree)}), [ROOT])
    assert leads_to(gone) == {}


def first_of(fields: list[tuple[str, str]]) -> list[str]:
    return [v for n, v in fields if n in {"r.1.field", "r.1.operator", "r.1.value"}]


def test_groups_lie_three_deep_at_most(web: Web) -> None:
    fields = [ROOT, ("g.1.in", "0"), ("g.2.in", "1"), ("g.3.in", "2"), ("do", "nest.2")]
    page = panel(web, "clients", "", fields)
    assert page.count('<fieldset class="filter-group"') == 3
    assert page.count("Add a group") == 2


def test_another_field_begins_anew(web: Web) -> None:
    fields = [ROOT, *row(1, "contract_value", "contains", "a", was="name")]
    page = panel(web, "clients", "", fields)
    assert asked(page) is None and 'inputmode="decimal"' in page and 'value="a"' not in page
    dates = panel(web, "invoices", "", [ROOT, *row(1, "due_date", "is", "2026-01-01")])
    within = panel(web, "invoices", "", [ROOT, *row(1, "due_date", "within", "2026-01-01")])
    assert asked(dates) == ["due_date", "is", "2026-01-01"]
    assert asked(within) == ["due_date", "within", "this_month"]
    back = panel(web, "invoices", "", [ROOT, *row(1, "due_date", "before", "this_month")])
    assert asked(back) is None and "this_month" not in back


def test_numbers_are_those_of_the_locale_and_what_is_wrong_is_said(web: Web) -> None:
    page = panel(web, "clients", "", [ROOT, *row(1, "contract_value", "greater", "1.234,50")])
    assert asked(page) == ["contract_value", "greater", "1234.5"]
    here = urlencode({"where": '["contract_value","greater","-1234.50"]'})
    assert 'value="-1234,5"' in panel(web, "clients", here).replace("−", "-")
    for wrong in ("1,234.50", "x", "1,005", "9" * 30, "\x00"):
        page = panel(web, "clients", "", [ROOT, *row(1, "contract_value", "greater", wrong)])
        assert 'class="problem"' in page and 'aria-invalid="true"' in page, wrong
        assert asked(page) is None


def test_a_view_is_overridden_where_it_differs(books: Books, web: Web) -> None:
    books.make(View, name="Hot", collection="clients", query="stage=lead&order=name")
    page = panel(web, "clients", "view=hot")
    assert leads_to(page) == {"view": "hot"}
    found = leads_to(panel(web, "clients", "view=hot", [ROOT]))
    assert found == {"view": "hot", "stage": ""}
    found = leads_to(panel(web, "clients", "view=hot", [ROOT, ("q", "a")]))
    assert found == {"view": "hot", "stage": "", "q": "a"}


def test_the_workflow_is_filtered_where_it_is(books: Books, web: Web) -> None:
    query = {"at": "/workflow/", "here": "unpaid=true", "sent": "1", "q": "x"}
    page = web.get(f"/transactions/controls/filter/?{urlencode(query)}").content.decode()
    assert 'data-url="/workflow/?unpaid=true&amp;q=x"' in page
    answer = web.get("/workflow/?unpaid=true&q=x&where=[%22amount%22,%22greater%22,%221%22]")
    assert "Remove the filter Amount &gt; 1" in answer.content.decode()


def test_the_records_of_a_link_are_found_by_typing(books: Books, web: Web) -> None:
    for name in ("Äcme", "Beta"):
        books.client(name)
    open_books().client("Acme elsewhere")
    with CaptureQueriesContext(connection) as captured:
        page = web.get("/projects/controls/targets/client/?q=ACM").content.decode()
    assert re.findall(r'role="option" data-value="[^"]+"[^>]*>([^<]+)<', page) == ["Äcme"]
    assert_scoped([query["sql"] for query in captured.captured_queries])
    assert "Nothing fits." in web.get("/projects/controls/targets/client/?q=x").content.decode()
    assert web.get("/projects/controls/targets/name/").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["do=add.x", "do=remove", "r.1.in=5&r.1.field=nonsense", "g.0.kind=xor", "r.99999.in=0",
     "g.1.in=1&g.1.kind=or&do=nest.1", "q=%00", "here=where%3Dnonsense", "here=view%3Dtable",
     "r.1.in=0&r.1.field=name&r.1.value=a%00b", "here=client%3Dx", "at=//evil.example/",
     "here=where%3D[%22own_gone%22,%22is%22,%22x%22]",
     "here=where%3D[%22value%22,%22is%22,%22abc%22]", "here=where%3D[%22name%22,%22no%22,%22x%22]"],
)  # fmt: skip
def test_nonsense_is_drawn_all_the_same(query: str, web: Web) -> None:
    for sent in ("sent=1&", ""):
        answer = web.get(f"/projects/controls/filter/?{sent}{query}")
        assert answer.status_code == 200
    assert answer.content.decode().count('data-url="/projects/') == 1

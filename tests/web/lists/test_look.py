"""Every collection in each of its layouts, by each group and each date, under each filter."""

import re
from html import unescape
from itertools import product
from urllib.parse import parse_qsl, urlsplit

from django.db import connection, transaction
from django.test import Client as Web
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.models import View
from freelancer_os.engine.query.address import PASSING
from freelancer_os.people.models import Membership
from freelancer_os.projects.models import Project
from freelancer_os.web.lists.look import look_at
from freelancer_os.web.shell.access import Desk
from tests.books import Books
from tests.sql import assert_scoped
from tests.web.test_every_collection import EVERY, fill


def looks(collection: Collection) -> list[str]:
    """Addresses of every layout by every group and every date."""
    groups = ["", *(f"group={one.name}" for one in collection.groupings)]
    dates = ["", *(f"by={one.name}" for one in collection.dates)]
    found = [f"view=table&{group}" for group in groups] + ["view=gallery"]
    if "board" in collection.layouts:
        found += [f"view=board&{group}&order=-id" for group in groups]
    if "calendar" in collection.layouts:
        periods = ("month=2026-10", "week=2026-10-01")
        found += [f"view=calendar&{by}&{span}" for by, span in product(dates, periods)]
    return found


@EVERY
def test_each_layout_by_each_group_and_date(collection: Collection, books: Books, web: Web) -> None:
    for times in (0, 1):
        fill(books, times)
        for look in looks(collection):
            with CaptureQueriesContext(connection) as captured:
                answer = web.get(f"/{collection.slug}/?{look}")
            assert answer.status_code == 200, look
            assert_scoped([query["sql"] for query in captured.captured_queries])


@EVERY
def test_controls_lead_to_looks(collection: Collection, books: Books, web: Web) -> None:
    fill(books)
    for layout in collection.layouts:
        answer = web.get(f"/{collection.slug}/?view={layout}&q=a")
        for select in answer.context["controls"].selects:
            assert select.current in dict(select.options)
            for url, _words in select.options:
                there = web.get(url)
                assert there.status_code == 200
                assert there.context["layout"] == layout
                assert there.context["look"].filters == {"q": "a"}


@EVERY
def test_a_chip_takes_its_filter_away(collection: Collection, books: Books, web: Web) -> None:
    record = fill(books)[collection.slug]
    for one in collection.fields:
        if one.name in PASSING:  # a page takes it for the month of its calendar
            continue
        if not one.operators or (one.read_only and not one.sortable):  # told, not asked for
            continue
        stored = collection.rows(books.workspace).get(pk=record.pk)
        value = one.dump(stored, Formats.of(books.workspace))
        text = value[0] if isinstance(value, list) else value
        text = str(text).lower() if isinstance(text, bool) else text
        answer = web.get(f"/{collection.slug}/", {one.name: text or "none"})
        (chip,) = answer.context["chips"]
        assert chip.words.startswith(one.label)
        assert not web.get(chip.url).context.get("chips")


def test_chips_say_what_is_asked_for(books: Books, web: Web) -> None:
    acme = books.client("Acme & Co")
    parts = [
        f'["client","is",["{acme.pk}"]]',
        '["due_date","within","this_month"]',
        '["total","between",["1000","2000.5"]]',
        '{"or":[["number","empty"],{"and":[["overdue","is",true],["status","is_not","paid"]]}]}',
    ]
    answer = web.get("/invoices/", {"q": "x", "where": f'{{"and":[{",".join(parts)}]}}'})
    assert [(chip.joint, chip.words) for chip in answer.context["chips"]] == [
        ("", "“x”"),
        ("", "Client is Acme & Co"),
        ("and", "Due is within this month"),
        ("and", "Total between 1,000 and 2,000.5"),
        ("and", "Number is empty or (Overdue is yes and Status is not Paid)"),
    ]
    assert "Remove the filter Client is Acme &amp; Co" in answer.content.decode()


def test_names_in_chips_cost_one_statement_a_kind(books: Books, web: Web) -> None:
    clients = [books.client(f"C{place}") for place in range(4)]

    def statements(count: int) -> int:
        ids = ",".join(f'"{client.pk}"' for client in clients[:count])
        with CaptureQueriesContext(connection) as captured:
            web.get("/projects/", {"where": f'["client","is",[{ids}]]'})
        return len(captured)

    assert statements(4) == statements(1)


def test_a_table_stands_by_its_group_before_all_else(books: Books, web: Web) -> None:
    for name, priority in (("A", "high"), ("B", "low"), ("C", "high"), ("D", "medium")):
        books.make(Project, name=name, priority=priority)

    def names(query: str) -> list[str]:
        page = web.get(f"/projects/?{query}").context["sheet"].page
        return [str(one) for one in page.records]

    assert names("group=priority") == ["B", "D", "A", "C"]
    assert names("group=priority&order=-name") == ["B", "D", "C", "A"]
    assert names("group=priority&order=-priority,name") == ["A", "C", "D", "B"]
    table = web.get("/projects/?group=priority&limit=2").content.decode()
    (rows,) = re.findall(r'data-rows="([^"]+)"', table)
    (cursor,) = re.findall(r'class="more" id="projects-more" data-from="([^"]+)"', table)
    more = web.get(f"{unescape(rows)}&cursor={cursor}").content.decode()
    assert re.findall(r'class="cell cell-text cell-name[^>]*>([A-D])<?', more)[:2] == ["A", "C"]


def test_those_of_one_name_are_groups_of_their_own(books: Books, web: Web) -> None:
    clients = [books.client("Acme") for _ in range(2)]
    for name, client in zip("ABCD", clients * 2, strict=True):
        books.make(Project, name=name, client=client)
    books.make(Project, name="E")
    page = web.get("/projects/?group=client&order=name").content.decode()
    headings = re.findall(r'class="group-row" id="([^"]+)"', page)
    assert len(headings) == len(set(headings)) == 3
    found = web.get("/projects/?group=client&order=name").context["sheet"].page.records
    assert "".join(one.name for one in found) == "ACBDE"


def test_a_view_that_is_no_text_is_not_there(web: Web) -> None:
    assert web.get("/projects/?view=%00").status_code == 404


def test_the_heads_of_a_table_sort_within_the_look(books: Books, web: Web) -> None:
    books.make(Project, name="Site")
    books.make(View, name="Mine", collection="projects", query="priority=medium&order=-value")
    page = web.get("/projects/?view=mine&group=status").content.decode()
    (head,) = re.findall(r'<a href="([^"]+)" data-go>Name</a>', page)
    look = web.get(unescape(head)).context["look"]
    assert look.view is not None and look.view.name == "Mine"
    assert look.params == {"priority": "medium", "group": "status", "order": "name"}
    assert re.findall(r">(Status|Value|Name) [↑↓]<", page) == ["Status", "Value"]
    assert page.count('aria-sort="ascending"') == 1 and 'aria-sort="descending' not in page


VALUES = st.sampled_from(["lead", "name", "-name,stage", "none", "", "a&b=c", "ä", "name.filled"])
NAMES = ["stage", "order", "q", "group", "show", "calc", "fold", "month", "peek", "cursor"]
ADDRESSES = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=5)
VIEWS = st.sampled_from(["", "table", "board", "gallery", "mine", "other"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(given=ADDRESSES, view=VIEWS, default=st.booleans())
def test_the_address_of_a_look_asks_for_that_look(
    given: dict[str, str], view: str, default: bool, books: Books
) -> None:
    """Whatever the view keeps, the address overrides and clears what differs, and no more."""
    with transaction.atomic():
        for name, query in (("Mine", "stage=lead&order=name&q=x"), ("Other", "group=stage")):
            books.make(View, name=name, collection="clients", query=query, is_default=default)
        member = Membership.objects.get(workspace=books.workspace, user=books.user)
        desk = Desk(books.user, books.workspace, member, Formats.of(books.workspace))
        look = look_at(desk, desk.collection("clients"), {**given, "view": view})
        query = urlsplit(look.url()).query
        again = look_at(desk, look.collection, dict(parse_qsl(query, keep_blank_values=True)))
        cleared = look.url(dict.fromkeys(look.params, ""))
        bare = look_at(
            desk, look.collection, dict(parse_qsl(urlsplit(cleared).query, keep_blank_values=True))
        )
        transaction.set_rollback(True)
    assert (again.view, again.layout, again.params) == (look.view, look.layout, look.params)
    assert again.url() == look.url()
    assert bare.params == {}
    assert (bare.view, bare.layout) == (look.view, look.layout)

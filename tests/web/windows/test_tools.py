"""The tools on pages: own values, links to several, what Home, rail and records show of them."""

import re
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client as Web

from freelancer_os.collections.tools.contacts import CONTACTS
from freelancer_os.collections.tools.meetings import MEETINGS
from freelancer_os.engine.formats import Formats
from freelancer_os.tools.models import Contact, Goal, Meeting
from tests.books import NOON, Books, open_books
from tests.web.choosing import Chosen

ZONE = "America/New_York"


@pytest.fixture
def books(db: None) -> Books:
    return open_books(time_zone=ZONE)


def today_at(books: Books, hour: int, days: int = 0) -> datetime:
    day = books.workspace.today + timedelta(days=days)
    return datetime.combine(day, time(hour), ZoneInfo(ZONE))


def save(web: Web, record: Any, name: str, **given: str) -> Any:
    slug = {"contact": "contacts", "meeting": "meetings"}[record._meta.model_name]
    return web.post(f"/{slug}/{record.pk}/cell/{name}/", given, headers={"hx-request": "true"})


def offered(web: Web, record: Any, name: str, typed: str = "") -> list[tuple[str, str, bool]]:
    """Per option of a cell: its words, what it sends or makes, and whether it is chosen."""
    slug = {"contact": "contacts", "meeting": "meetings"}[record._meta.model_name]
    page = web.get(f"/{slug}/{record.pk}/cell/{name}/", {"q": typed}).content.decode()
    found = re.findall(
        r'<div role="option" data-value="([^"]*)" aria-selected="(\w+)"([^>]*)>(.*?)</div>', page
    )
    return [
        (re.sub("<[^>]+>", "", words), value or more.strip(), chosen == "true")
        for value, chosen, more, words in found
    ]


# Own values


def test_a_role_is_made_in_its_cell_and_offered_from_then_on(web: Web, books: Books) -> None:
    ada, ben = books.make(Contact, name="Ada"), books.make(Contact, name="Ben")
    assert [words for words, _, _ in offered(web, ada, "role")] == ["Finance", "Services", "Legal"]
    made = offered(web, ada, "role", "Tax Adviser")
    assert made == [("+ New: “Tax Adviser”", 'data-create="Tax Adviser"', False)]
    assert save(web, ada, "role", value="", opened="", create="Tax Adviser").status_code == 200
    assert books.fresh(ada).role == "tax_adviser"
    assert books.last().sentence == "Role of Ada is Tax Adviser"
    assert ("Tax Adviser", "tax_adviser", False) in offered(web, ben, "role")
    assert [words for words, _, _ in offered(web, ada, "role", "tax adviser")] == ["Tax Adviser"]
    page = web.get("/contacts/").content.decode()
    assert '<span class="tag tag-blue">Tax Adviser</span>' in page
    panel = {"at": "/contacts/", "sent": "1", "g.0.in": "", "r.1.in": "0", "r.1.field": "role"}
    assert ">Tax Adviser</label>" in web.get("/contacts/controls/filter/", panel).content.decode()


def test_a_built_in_value_is_known_by_its_words(web: Web, books: Books) -> None:
    ada = books.make(Contact, name="Ada")
    save(web, ada, "role", value="", opened="", create=" legal ")
    assert books.fresh(ada).role == "legal"


def test_a_role_is_taken_away(web: Web, books: Books) -> None:
    ada = books.make(Contact, name="Ada", role="legal")
    assert offered(web, ada, "role")[-1] == ("No role", "", False)
    assert save(web, ada, "role", value="", opened="legal").status_code == 200
    assert books.fresh(ada).role is None


def test_a_role_of_another_workspace_is_not_offered(web: Web, books: Books) -> None:
    open_books().make(Contact, name="Eve", role="spy")
    ada = books.make(Contact, name="Ada")
    assert "spy" not in {value for _, value, _ in offered(web, ada, "role")}


# Links to several


def test_choosing_a_client_adds_it_and_choosing_it_again_takes_it_away(
    web: Web, books: Books
) -> None:
    acme, beta = books.client("Acme"), books.client("Beta")
    meeting = books.make(Meeting, title="Call", starts_at=NOON, clients=[beta])
    both, none = f"{beta.pk},{acme.pk}", ""
    assert offered(web, meeting, "clients") == [
        ("Beta", none, True),
        ("Acme", both, False),
        ("No clients", "", False),
    ]
    assert save(web, meeting, "clients", value=both, opened=str(beta.pk)).status_code == 200
    assert books.fresh(meeting).clients == [acme, beta]
    assert books.last().sentence == "Clients of Call are Acme, Beta"
    stale = save(web, meeting, "clients", value="", opened=str(beta.pk))
    assert stale.status_code == 409
    assert "Acme, Beta" in stale.content.decode()


def test_a_contact_is_made_in_the_cell_of_a_meeting(web: Web, books: Books) -> None:
    acme = books.client("Acme")
    meeting = books.make(Meeting, title="Call", starts_at=NOON, clients=[acme])
    assert offered(web, meeting, "contacts", "Ada") == [
        ("+ New contact “Ada”", 'data-create="Ada"', False)
    ]
    assert save(web, meeting, "contacts", value="", opened="", create="Ada").status_code == 200
    assert [contact.name for contact in books.fresh(meeting).contacts] == ["Ada"]
    assert books.fresh(meeting).clients == [acme]
    books.undo()
    assert books.all(Contact) == []
    assert books.fresh(meeting).contacts == []


def test_a_composer_makes_a_meeting(web: Web, books: Books) -> None:
    acme = books.client("Acme")
    given = {"title": "Call", "starts_at": "2026-11-18T10:30", "clients": str(acme.pk)}
    assert web.post("/meetings/", given).status_code == 302
    (meeting,) = books.all(Meeting)
    assert meeting.starts_at == datetime(2026, 11, 18, 10, 30, tzinfo=ZoneInfo(ZONE))
    assert meeting.clients == [acme]
    formats = Formats.of(books.workspace)
    assert MEETINGS.by_name["starts_at"].raw(meeting, formats) == "2026-11-18 10:30"


def test_a_composer_begins_with_what_a_choice_is_by_default(web: Web) -> None:
    page = web.get("/meetings/?compose=meeting").content.decode()
    assert Chosen(page).held["priority"] == "medium"
    assert ["medium", "Medium", "amber"] in Chosen(page).offered["priority"]
    assert CONTACTS.label == "New contact"


# What other pages show


@pytest.mark.parametrize("side", ["clients", "contacts"])
def test_a_record_shows_the_meetings_to_come_and_those_past_and_starts_one(
    web: Web, books: Books, side: str
) -> None:
    one: Any = books.client("Acme") if side == "clients" else books.make(Contact, name="Acme")
    other = books.client("Other")
    for title, days in (("Kick-off", -1), ("Standup", 0), ("Review", 9)):
        values = {"title": title, "starts_at": today_at(books, 9, days), side: [one]}
        books.make(Meeting, **values)
    books.make(Meeting, title="Elsewhere", starts_at=today_at(books, 9), clients=[other])
    page = web.get(f"/{side}/{one.pk}/").content.decode()
    assert page.index("Standup") < page.index("Review")
    coming, past = page.split('<details class="part-past"')
    assert "Kick-off" not in coming
    assert "Kick-off" in past.split("</details>")[0]
    assert "Review" not in past.split("</details>")[0]
    assert "Elsewhere" not in page
    assert f'data-new="/meetings/new/?{side}={one.pk}"' in page
    form = web.get(f"/meetings/?{side}={one.pk}&compose=meeting").content.decode()
    assert re.search(rf'name="{side}" value="Acme"[^>]* data-key="{one.pk}"', form)


def test_home_shows_the_meetings_of_today_and_the_goals(web: Web, books: Books) -> None:
    assert "No meetings today." in web.get("/").content.decode()
    for title, hour, days in (
        ("Late", 23, 0),
        ("Early", 0, 0),
        ("Tomorrow", 0, 1),
        ("Gone", 23, -1),
    ):
        books.make(Meeting, title=title, starts_at=today_at(books, hour, days), medium="phone")
    books.make(Goal, title="Reached", target=10, progress=10)
    books.make(Goal, title="Without a number")
    books.make(Goal, title="Someday", target=10, progress=1)
    books.make(Goal, title="Soon", target=10, progress=4, target_date=books.workspace.today)
    context = web.get("/").context
    assert [one.meeting.title for one in context["meetings"]] == ["Early", "Late"]
    assert [(one.clock, one.medium) for one in context["meetings"]][1] == ("23:00", "Phone")
    assert context["today"] == "2 meetings today"
    assert [one.goal.title for one in context["goals"]] == ["Soon", "Someday"]
    assert "40%" in context["goals"][0].completion


def test_the_rail_and_the_client_window_lead_to_the_tools(web: Web, books: Books) -> None:
    books.make(Contact, name="Ada")
    books.make(Meeting, title="Call", starts_at=today_at(books, 9))
    books.make(Meeting, title="Review", starts_at=today_at(books, 9, 3))
    page = web.get("/client/")
    found = [one for one in page.context["shell"]["sections"] if one.group == "Tools"]
    assert [(one.label, one.url, one.count) for one in found] == [
        ("Resources", "/resources/", ""),
        ("Contacts", "/contacts/", "1"),
        ("Goals", "/goals/", ""),
        ("Calendar", "/meetings/?view=calendar", "1 today"),
    ]
    drawn = page.content.decode()
    tools = drawn.split('<nav class="tools" aria-label="Tools">')[1].split("</nav>")[0]
    assert re.findall(r'href="([^"]+)"', tools) == [one.url for one in found]
    assert drawn.index('id="area-services"') < drawn.index('aria-label="Tools"')
    assert drawn.index('aria-label="Tools"') < drawn.index('id="workflow-title"')


def test_a_board_has_a_column_for_every_own_value_and_one_for_none(web: Web, books: Books) -> None:
    books.make(Contact, name="Ada", role="tax_adviser")
    ben = books.make(Contact, name="Ben")
    piles = web.get("/contacts/?view=board").context["sheet"].piles
    found = [(pile.column.value, pile.count, len(pile.column.cards)) for pile in piles]
    assert found == [
        ("finance", "0", 0),
        ("services", "0", 0),
        ("legal", "0", 0),
        ("tax_adviser", "1", 1),
        ("", "1", 1),
    ]
    form = web.get("/contacts/?compose=contact&role=tax_adviser").content.decode()
    assert Chosen(form).held["role"] == "tax_adviser"
    assert ["tax_adviser", "Tax adviser", "stone"] in Chosen(form).offered["role"]
    filtered = web.get("/contacts/?view=board&q=ben").context["sheet"].piles
    assert [pile.count for pile in filtered] == ["0", "0", "0", "0", "1"]
    assert save(web, ben, "role", value="tax_adviser", opened="").status_code == 200
    piles = web.get("/contacts/?view=board").context["sheet"].piles
    assert [pile.count for pile in piles][-2:] == ["2", "0"]

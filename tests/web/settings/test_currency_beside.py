"""Of many records it goes on beside the page, which tells of it until it has ended."""

import re
from collections.abc import Callable

import pytest
from django.utils import timezone

from freelancer_os.core.models import Job
from freelancer_os.core.undo import slices
from freelancer_os.core.undo.back import STALE, take_back_cut_off
from freelancer_os.web.shell import beside
from tests.books import Books
from tests.core.undo.test_slices import elsewhere
from tests.sliced import between_slices, in_slices
from tests.web.conftest import Web
from tests.web.reports.test_pages import text_of

pytestmark = pytest.mark.django_db(transaction=True)
TYPED = {"currency": "CHF", "how": "convert", "rate": "0.95"}
HTMX = {"hx-request": "true"}
DONE = "Changed the base currency from EUR to CHF, at 0.95"
MIXED = "amounts are partly in the one currency"
GOES_ON = f"Still going on: {DONE}"
Begun = list[Callable[[], object]]


@pytest.fixture
def begun(books: Books, monkeypatch: pytest.MonkeyPatch) -> Begun:
    """What would go on in a thread, of a business that takes a while."""
    found: Begun = []
    for amount in (10_000, 20_000, 30_000):
        books.income(amount)
    in_slices(monkeypatch)
    monkeypatch.setattr(beside, "SOON", 0)
    monkeypatch.setattr(beside, "apart", found.append)
    return found


def line_of(web: Web) -> str:
    """Where a page asks what becomes of its line; "" where it has none."""
    found = re.search(r'hx-get="(/under-way/line/[^"]*)"', web.get("/finance/").content.decode())
    return found[1] if found else ""


def asked(web: Web, line: str) -> str:
    headers = {**HTMX, "hx-current-url": "http://127.0.0.1/finance/"}
    return text_of(web.get(line, headers=headers))


def test_every_page_tells_how_far_it_is_and_what_became_of_it(
    web: Web, books: Books, begun: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert web.post("/settings/currency/save/", TYPED).status_code == 302
    assert GOES_ON in text_of(web.get("/"))
    assert "still going on" in text_of(web.post("/settings/currency/save/", TYPED))
    seen: list[str] = []
    refused: list[int] = []

    def look(n: int) -> None:
        seen.append(text_of(web.get("/finance/")) + asked(web, line_of(web)))
        refused.append(web.post("/clients/", {"name": "Acme"}, headers=HTMX).status_code)
        refused.append(web.get("/reports/tax.csv").status_code)

    with monkeypatch.context() as inner:
        between_slices(inner, lambda n: elsewhere(lambda: look(n)))
        (act,) = begun
        act()
    assert [told for told in seen if told.count(GOES_ON) != 2 or told.count(MIXED) != 2] == []
    assert "3 of 3" in seen[-1]
    assert set(refused) == {409}
    assert GOES_ON in text_of(web.get("/clients/"))  # it has ended and waits to be told
    line = line_of(web)
    for _tab in range(2):
        told = asked(web, line)
        assert f"{DONE} Undo" in told and "Still going" not in told
    assert line_of(web) == ""
    assert web.get("/reports/tax.csv").status_code == 200
    # And its undo, by whoever comes back to the page later.
    web.post("/undo/", {"undo_all": "1"})
    assert f"Still going on: Undid: {DONE}" in text_of(web.get("/history/"))
    begun[1]()
    assert f"Undid: {DONE} Redo" in asked(web, line_of(web))
    assert books.fresh(books.workspace).currency == "EUR"


def test_what_is_refused_or_cancelled_is_told_too(
    web: Web, books: Books, begun: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = books.state()
    web.post("/settings/currency/save/", TYPED)
    with monkeypatch.context() as inner:
        between_slices(inner, lambda n: elsewhere(lambda: web.post("/under-way/cancel/")))
        begun[0]()
    assert "Cancelled. Nothing of it was kept." in asked(web, line_of(web))
    web.post("/settings/currency/save/", TYPED)
    with monkeypatch.context() as inner:
        inner.setattr(slices, "_write", lambda unit: 1 // 0)
        begun[1]()
    assert "Something went wrong here; it has been noted. Nothing was written." in asked(
        web, line_of(web)
    )
    assert books.state() == before


def test_what_is_refused_at_once_is_told_at_the_form(
    web: Web, books: Books, begun: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "apart", lambda act: act())
    answer = web.post("/settings/currency/save/", {**TYPED, "currency": "EUR"})
    assert answer.status_code == 422
    assert web.post("/settings/currency/save/", TYPED).status_code == 302
    assert DONE in text_of(web.get("/settings/"))


def test_what_a_process_left_behind_is_told_until_it_is_taken_back(
    web: Web, books: Books, begun: Begun, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """Nothing after it is done."""

    def kill(n: int) -> None:
        raise Killed

    before = books.state()
    web.post("/settings/currency/save/", TYPED)
    with monkeypatch.context() as inner:
        between_slices(inner, kill)
        inner.setattr(slices, "take_back", lambda workspace, pk: None)
        with pytest.raises(Killed):
            begun[0]()
    beside._known.clear()
    take_back_cut_off()  # too young: somebody may still write it
    assert DONE in asked(web, line_of(web))
    Job.objects.update(seen_at=timezone.now() - 2 * STALE)
    line, told = line_of(web), text_of(web.get("/finance/"))
    assert f"“{DONE}” was cut off" in told and MIXED in told
    take_back_cut_off()
    assert "This was cut off. Nothing of it was kept." in asked(web, line)
    assert books.state() == before

"""The note of any record on its page: edited, ticked, and never overwritten unseen."""

import re
from typing import Any

import pytest
from django.test import Client as Web
from django.utils.html import escape

from freelancer_os.core.ids import new_id
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.write.notes import body_of, version_of
from freelancer_os.people.models import Membership, User
from tests.books import Books, open_books
from tests.web.test_every_collection import EVERY, fill, signed_in

BODY = "# Plan\n\n- [ ] Signed **contract**\n- [x] Logo"
OPEN, DONE = "- [ ] Signed **contract**", "- [x] Signed **contract**"


def address(collection: Collection, record: Any) -> str:
    return f"/{collection.slug}/{record.pk}/"


def post(web: Web, here: str, path: str, **given: str) -> Any:
    headers = {"hx-request": "true", "hx-current-url": f"http://127.0.0.1{here}"}
    return web.post(f"{here}{path}", given, headers=headers)


def body(books: Books, collection: Collection, record: Any) -> str:
    return body_of(collection, collection.rows(books.workspace).get(pk=record.pk))


@EVERY
def test_a_note_is_written_shown_and_undone(collection: Collection, books: Books, web: Web) -> None:
    record = fill(books)[collection.slug]
    here = address(collection, record)
    label = collection.body_label
    shell = web.get(f"{here}note/").content.decode()
    opened = re.search(r'data-version="(\w+)"', shell)
    assert opened
    assert f'aria-label="{label} of {record}"' in shell
    answer = post(web, here, "note/", body=BODY, opened=opened[1])
    page = answer.content.decode()
    assert escape(f"{label} of {record.named} was changed") in page
    assert "<h3>Plan</h3>" in page
    assert body(books, collection, record) == BODY
    assert BODY.replace("*", "*") in web.get(f"{here}note/").content.decode()
    assert web.post("/undo/", headers={"hx-request": "true"}).status_code == 200
    assert body(books, collection, record) == ""


@EVERY
def test_a_checkbox_is_ticked_where_it_is_read(
    collection: Collection, books: Books, web: Web
) -> None:
    record = fill(books)[collection.slug]
    here = address(collection, record)
    post(web, here, "note/", body=BODY)
    answer = post(web, here, "note/tick/", line="2", saw=OPEN, on="true")
    assert answer.status_code == 200
    assert body(books, collection, record) == BODY.replace(OPEN, DONE)
    assert books.last().sentence == f"Ticked “Signed contract” of {record.named}"
    post(web, here, "note/tick/", line="2", saw=DONE, on="false")
    assert books.last().sentence == f"Unticked “Signed contract” of {record.named}"
    assert body(books, collection, record) == BODY
    web.post("/undo/", headers={"hx-request": "true"})
    assert body(books, collection, record) == BODY.replace(OPEN, DONE)


@EVERY
def test_what_somebody_else_wrote_meanwhile_is_told_and_kept(
    collection: Collection, books: Books, web: Web
) -> None:
    record = fill(books)[collection.slug]
    here, ben = address(collection, record), signed_in(books.colleague().user)
    post(ben, here, "note/", body="theirs")
    stale = post(web, here, "note/", body="mine", opened=version_of(""))
    assert stale.status_code == 409
    assert "Ben changed it while you were writing." in stale.content.decode()
    missed = post(web, here, "note/tick/", line="2", saw=OPEN, on="true")
    assert missed.status_code == 409
    assert body(books, collection, record) == "theirs"
    assert post(web, here, "note/", body="mine", opened="").status_code == 200
    assert body(books, collection, record) == "mine"


@EVERY
def test_a_stranger_and_an_accountant_write_nothing(collection: Collection, books: Books) -> None:
    record = fill(books)[collection.slug]
    here = address(collection, record)
    post(signed_in(books.user), here, "note/", body=BODY)
    user = User.objects.create_user("accountant@example.com", name="Eve")
    Membership.objects.create(workspace=books.workspace, user=user, role="accountant")
    before = books.state()
    stranger, accountant = signed_in(open_books().user), signed_in(user)
    assert stranger.get(f"{here}note/").status_code == 404
    assert accountant.get(f"{here}note/").status_code == 200
    for reader, status in ((stranger, 404), (accountant, 403)):
        assert post(reader, here, "note/", body="x").status_code == status
        assert post(reader, here, "note/tick/", line="2", saw=OPEN, on="true").status_code == status
    page = accountant.get(here).content.decode()
    assert page.count('<input disabled="" type="checkbox"') == 2
    assert "data-note-body" not in page
    assert books.state() == before


@pytest.fixture
def here(books: Books, web: Web) -> str:
    """The page of a client with a note."""
    client = books.client()
    found = f"/clients/{client.pk}/"
    post(web, found, "note/", body=BODY)
    return found


def test_ticks_of_other_lines_do_not_meet(books: Books, web: Web, here: str) -> None:
    ben = signed_in(books.colleague().user)
    assert post(ben, here, "note/tick/", line="3", saw="- [x] Logo", on="false").status_code == 200
    assert post(web, here, "note/tick/", line="2", saw=OPEN, on="true").status_code == 200
    assert DONE in web.get(f"{here}note/").content.decode()


@pytest.mark.parametrize("line", ["0", "7", "999999999"])
def test_a_line_that_reads_otherwise_is_not_ticked(web: Web, here: str, line: str) -> None:
    assert post(web, here, "note/tick/", line=line, saw=OPEN, on="true").status_code == 409


@pytest.mark.parametrize("line", ["", "-1", "x", "1" * 10, "²", "\x00"])
def test_a_line_that_is_none_is_not_there(web: Web, here: str, line: str) -> None:
    assert post(web, here, "note/tick/", line=line, saw=OPEN, on="true").status_code == 404


def test_only_a_checkbox_is_ticked(web: Web, here: str) -> None:
    assert post(web, here, "note/tick/", line="0", saw="# Plan", on="true").status_code == 409


def test_writing_on_answers_the_version_alone(books: Books, web: Web, here: str) -> None:
    answer = post(web, here, "note/", body="more", opened=version_of(BODY), on="1")
    assert answer.content.decode() == version_of("more")
    again = post(web, here, "note/", body="more and more", opened=version_of("more"), on="1")
    assert again.status_code == 200
    same = post(web, here, "note/", body="more and more", opened=version_of("older"))
    assert same.status_code == 200


@pytest.mark.parametrize("text", ["a\x00b", "x" * 100_001])
def test_what_no_note_can_hold_is_refused_with_a_sentence(web: Web, here: str, text: str) -> None:
    answer = post(web, here, "note/", body=text)
    assert answer.status_code == 422
    assert '<p class="problem">This ' in answer.content.decode()


def test_a_note_of_what_is_not_there(web: Web, books: Books) -> None:
    gone = f"/clients/{new_id()}/"
    assert web.get(f"{gone}note/").status_code == 404
    assert post(web, gone, "note/", body="x").status_code == 404
    assert post(web, gone, "note/tick/", line="0", saw=OPEN, on="true").status_code == 404

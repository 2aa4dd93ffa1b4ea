"""`POST /invoices/ID/send`."""

from typing import Any

import pytest

from freelancer_os.invoicing.models import Mail
from freelancer_os.people.models import ApiToken
from tests.api.cast import Program, new_program
from tests.books import Books
from tests.invoicing.post_office import TO, deliver, office
from tests.smtp import Post


def _books(me: Program) -> Books:
    return Books(me.workspace, me.user)


def _send(me: Program, invoice: Any, given: object) -> Any:
    return me.post(f"invoices/{invoice.pk}/send", given)


def test_by_mail(me: Program) -> None:
    books = _books(me)
    with office(books) as found:
        invoice = books.billed()
        given = {"to": TO, "subject": "Invoice {number}", "message": "Dear client"}
        answer = _send(me, invoice, given)
        assert answer.status_code == 200, answer.json()
        assert (answer.json()["status"], answer.json()["number"]) == ("sent", "2026-001")
        (mail,) = me.everything("outbox")
        assert (mail["state"], mail["to"], mail["invoice"]) == ("waiting", TO, str(invoice.pk))
        deliver(books)
        (mail,) = me.everything("outbox")
        assert (mail["state"], mail["last_error"]) == ("sent", "")
        assert mail["message_id"] == _ids(found)[0]


def _ids(found: Post) -> list[str]:
    return found.ids


def test_by_hand(me: Program) -> None:
    invoice = _books(me).billed()
    answer = _send(me, invoice, {"by": "hand"})
    assert (answer.status_code, answer.json()["status"]) == (200, "sent")
    assert me.everything("outbox") == []
    assert _send(me, invoice, {"by": "hand"}).status_code == 409


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({}, "to"),
        ({"to": 5}, "to"),
        ({"to": "x"}, "to"),
        ({"by": "pigeon"}, "by"),
        ({"by": "hand", "to": TO}, "to"),
        ({"to": TO, "number": "1"}, "number"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(
    me: Program, given: dict[str, object], name: str
) -> None:
    books = _books(me)
    with office(books):
        invoice = books.billed()
        answer = _send(me, invoice, given)
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [name])
    assert books.fresh(invoice).status == "draft"
    assert not books.all(Mail)


def test_without_a_server(me: Program) -> None:
    answer = _send(me, _books(me).billed(), {"to": TO})
    assert answer.status_code == 409
    assert "No mail server is known yet" in answer.json()["detail"]


def test_whoever_may_not(me: Program) -> None:
    invoice = _books(me).billed()
    reader = me.with_token(ApiToken.issue(me.user, me.workspace, read_only=True))
    assert _send(reader, invoice, {"by": "hand"}).status_code == 403
    assert _send(new_program(), invoice, {"by": "hand"}).status_code == 404
    assert me.get(f"invoices/{invoice.pk}/send").status_code == 405


def test_the_outbox_is_only_read(me: Program) -> None:
    books = _books(me)
    with office(books):
        _send(me, books.billed(), {"to": TO})
    mail = me.everything("outbox")[0]["id"]
    assert me.post("outbox", {}).status_code == 405
    assert me.patch(f"outbox/{mail}", {}).status_code == 405
    assert me.delete(f"outbox/{mail}").status_code == 405
    assert me.get(f"outbox/{mail}").status_code == 200

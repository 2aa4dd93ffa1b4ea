"""The mail server on the settings page, and the test mail."""

from typing import Any

import pytest
from django.test import Client, override_settings

from freelancer_os.invoicing.models import MailServer
from freelancer_os.people.models import Membership
from tests.books import Books
from tests.smtp import PASSWORD, USER, Post, post

FORM = {"host": "smtp.example.com", "port": "", "security": "starttls", "from_address": USER}


@pytest.fixture
def inside(client: Client, books: Books) -> Client:
    client.force_login(books.user)
    return client


def _save(client: Client, **typed: str) -> Any:
    return client.post("/settings/mail/", {**FORM, **typed})


def _at(found: Post) -> dict[str, str]:
    return {"host": found.host, "port": str(found.port), "security": "none"}


def test_it_is_saved_as_one_change_and_the_password_not_shown(inside: Client, books: Books) -> None:
    answer = _save(inside, user=USER, password=PASSWORD, copy_to_self="on")
    assert answer["Location"] == "/settings/#mail"
    (server,) = books.all(MailServer)
    assert (server.port, server.security, server.copy_to_self) == (587, "starttls", True)
    assert books.last().sentence == "Changed the mail server"
    for address in ("/settings/", "/history/"):
        page = inside.get(address).content.decode()
        assert PASSWORD not in page
        assert server.password not in page


def test_a_password_that_is_not_typed_stays(inside: Client, books: Books) -> None:
    _save(inside, user=USER, password=PASSWORD)
    before = books.all(MailServer)[0].password
    _save(inside, user=USER, from_name="Ada")
    (server,) = books.all(MailServer)
    assert (server.password, server.from_name, server.copy_to_self) == (before, "Ada", False)


def test_what_is_wrong_is_said_and_what_was_typed_kept(inside: Client, books: Books) -> None:
    answer = _save(inside, host="smtp.elsewhere.example", from_address="nobody")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "smtp.elsewhere.example" in page
    assert "Write an e-mail address, such as ada@example.com." in page
    assert not books.all(MailServer)


def test_a_test_mail_arrives(inside: Client, books: Books) -> None:
    with post() as found:
        _save(inside, **_at(found))
        page = inside.post("/settings/mail/test/", follow=True).content.decode()
    assert "A test mail is on its way to" in page
    assert found.letters[0].to == [books.user.email]
    assert found.letters[0].message["Subject"] == "A test mail of Studio"


def test_a_test_mail_says_what_the_server_said(inside: Client) -> None:
    with post() as found:
        _save(inside, **_at(found))
        found.answers["RCPT"] = ["550 5.7.1 Relaying denied"]
        page = inside.post("/settings/mail/test/", follow=True).content.decode()
    assert "550 5.7.1 Relaying denied" in page
    page = inside.post("/settings/mail/test/", follow=True).content.decode()
    assert "The server cannot be reached" in page


def test_without_a_server_there_is_nothing_to_test(inside: Client) -> None:
    assert "/settings/mail/test/" not in inside.get("/settings/").content.decode()
    page = inside.post("/settings/mail/test/", follow=True).content.decode()
    assert "No mail server is known yet" in page


def test_that_of_the_installation_is_said(inside: Client) -> None:
    with override_settings(HAS_MAIL=True):
        page = inside.get("/settings/").content.decode()
    assert "Mail leaves by the server of this installation." in page
    assert "/settings/mail/test/" in page


def test_a_lost_password_is_asked_for(inside: Client) -> None:
    _save(inside, user=USER, password=PASSWORD)
    with override_settings(SECRET_KEY="another"):
        inside.logout()
        inside.force_login(Membership.objects.get().user)
        page = inside.get("/settings/").content.decode()
    assert "The password of the mail server is not known here. Type it again." in page


def test_it_can_be_removed(inside: Client, books: Books) -> None:
    _save(inside)
    inside.post("/settings/mail/forget/")
    assert not books.all(MailServer)


def test_whoever_only_reads_changes_nothing(inside: Client, books: Books) -> None:
    Membership.objects.update(role=Membership.Role.ACCOUNTANT)
    assert _save(inside).status_code == 403
    assert inside.post("/settings/mail/test/").status_code == 403
    assert not books.all(MailServer)

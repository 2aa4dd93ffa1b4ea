"""The mail server of a workspace, and its password."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import override_settings

from freelancer_os.config.mail import mail
from freelancer_os.core.errors import Conflict
from freelancer_os.core.models import ChangeRow
from freelancer_os.invoicing.models import MailServer
from freelancer_os.invoicing.outbox.servers import has_server, server_of
from tests.books import Books

NAMED = {"host": "smtp.example.com", "port": 465, "user": "ada", "from_address": "ada@exämple.com"}
SECRET = "correct horse"


def _named(books: Books, **values: Any) -> MailServer:
    server = books.make(MailServer, **{**NAMED, **values})
    books.do(lambda unit: unit.fresh(server).keep_password(SECRET))
    return books.fresh(server)


def test_mail_is_handed_over_as_the_workspace_says(books: Books) -> None:
    _named(books)
    server = server_of(books.workspace)
    assert (server.host, server.user, server.password) == ("smtp.example.com", "ada", SECRET)
    assert (server.address, server.name) == ("ada@xn--exmple-cua.com", "Studio")
    assert server.copies
    assert SECRET not in repr(server)


def test_the_password_is_nowhere_to_be_read(books: Books) -> None:
    _named(books)
    assert not [row for row in ChangeRow.objects.all() if "password" in {**row.before, **row.after}]
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM invoicing_mailserver")
        assert SECRET not in str(cursor.fetchall())


def test_another_key_asks_for_the_password_again(books: Books) -> None:
    server = _named(books)
    assert not server.lacks_password
    with override_settings(SECRET_KEY="that of another installation"):
        assert server.lacks_password
        with pytest.raises(Conflict, match="Type it again"):
            server_of(books.workspace)


def test_undo_brings_the_server_back_without_its_password(books: Books) -> None:
    server = _named(books)
    books.remove(server)
    books.undo()
    assert books.fresh(server).host == "smtp.example.com"
    assert books.fresh(server).lacks_password


def test_without_a_user_there_is_no_password(books: Books) -> None:
    server = books.edit(_named(books), user="")
    assert (server.password, server.lacks_password) == ("", False)


def test_that_of_the_installation_where_there_is_no_own(books: Books) -> None:
    assert not has_server(books.workspace)
    with pytest.raises(Conflict, match="No mail server"):
        server_of(books.workspace)
    found = mail("smtps://me%40example.com:secret@mail.example.com/")
    with override_settings(HAS_MAIL=True, **found):
        assert has_server(books.workspace)
        server = server_of(books.workspace)
        assert (server.host, server.security, server.password) == (
            "mail.example.com", "tls", "secret",
        )  # fmt: skip
        _named(books)
        assert server_of(books.workspace).host == "smtp.example.com"


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"port": 0}, "port"),
        ({"port": 70_000}, "port"),
        ({"from_address": "ada"}, "from_address"),
        ({"from_address": "ädä@example.com"}, "from_address"),
        ({"host": ""}, "host"),
        ({"security": "ssl"}, "security"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(
    books: Books, values: dict[str, Any], name: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        books.make(MailServer, **{**NAMED, **values})
    assert name in refused.value.message_dict
    assert not books.all(MailServer)

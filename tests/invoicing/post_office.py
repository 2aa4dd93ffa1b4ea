"""The vocabulary of tests that send mail: a workspace whose server is a real one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from freelancer_os.core.files.store import keep
from freelancer_os.finance.models import Invoice
from freelancer_os.invoicing.models import Mail, MailServer
from freelancer_os.invoicing.outbox.delivery import deliver_of
from freelancer_os.invoicing.outbox.enqueuing import enqueue
from tests.books import Books
from tests.smtp import USER, Post, post

TO = "client@example.com"
PDF = b"%PDF-1.7 an invoice"


@contextmanager
def office(books: Books) -> Iterator[Post]:
    """A mail server that the workspace uses."""
    with post() as found:
        named = {"host": found.host, "port": found.port, "security": "none"}
        books.make(MailServer, **named, from_address=USER, copy_to_self=False)
        yield found


def sent(books: Books, to: str = TO, **more: Any) -> Mail:
    """An invoice that is sent with a mail, in one change."""
    invoice = books.invoice()

    def send(unit: Any) -> Mail:
        read = unit.get(Invoice, invoice.pk)
        read.send()
        text = {"subject": f"Invoice {read.number}", "body": "Dear client,\n…"}
        return enqueue(read, to=to, **{**text, **more})

    return books.fresh(books.do(send, "Sent it"))


def with_pdf(books: Books) -> Mail:
    """The same with a file."""
    return sent(books, files=[("Rechnung 1 ä.pdf", keep([PDF]))])


def deliver(books: Books) -> list[str]:
    """What is due of the workspace, handed over; what was told of it."""
    return [str(one) for one in deliver_of(books.workspace)]


def state(books: Books, mail: Mail) -> str:
    return books.fresh(mail).state


def later(monkeypatch: pytest.MonkeyPatch, **time: float) -> None:
    """So much later than when the test runs."""
    by = timedelta(**time)

    def now() -> datetime:
        return REAL() + by

    monkeypatch.setattr(timezone, "now", now)


REAL = timezone.now

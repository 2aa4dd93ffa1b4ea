"""The tray in tests: receipts that say what is wanted, without a file of that kind."""

from datetime import date
from typing import Any

from freelancer_os.core.attached.attachments import Attachment
from freelancer_os.core.files.store import keep
from freelancer_os.core.ids import new_id
from freelancer_os.finance.models import Receipt
from freelancer_os.finance.receipts.reading.said import Said
from freelancer_os.finance.receipts.taking import Given, take
from freelancer_os.finance.sorting.proposals.proposal import Proposal
from freelancer_os.finance.tray.proposing import Proposer
from tests.books import DAY, Books


def drop(books: Books, *, name: str = "a.png", content: bytes = b"", **said: Any) -> Receipt:
    """A file that waits, of which this was read."""
    kept = keep([content or b"\x89PNG\r\n\x1a\n" + new_id().bytes])
    given = Given(name, kept, Said(**{"how": "text", "date": DAY, "currency": "EUR", **said}))
    made, _known = books.do(lambda unit: take(unit, [given]), f"Added {name}")
    return books.fresh(made[0])


def proposed(books: Books, receipt: Receipt) -> list[Proposal]:
    """Where it may belong."""
    return Proposer(books.fresh(books.workspace)).of([books.fresh(receipt)])[receipt.pk]


def held(books: Books, record: Any) -> list[str]:
    """The names of the files of a record."""
    return [one.name for one in Attachment.objects.of(books.workspace).on(record)]


def day(number: int) -> date:
    return DAY.replace(day=number)

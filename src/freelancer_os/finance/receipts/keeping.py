"""No file is lost when its entry goes: it waits in the tray, whatever took the entry away."""

from __future__ import annotations

from dataclasses import replace

from freelancer_os.core.attached.attachments import Attachment
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.models import Change
from freelancer_os.core.records.base import Logged
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.receipts.reading.said import SUPPLIER, Said
from freelancer_os.finance.receipts.receipts import Receipt

ENTRY = Transaction._meta.label_lower
HOLDER = Receipt._meta.label_lower


def keep_files(unit: Unit) -> None:
    """Hang the files of entries that this change removes on receipts.

    They say what was read in them; a file in which nobody has read says what its entry did. An undo
    is passed by: it puts the files where they were; so is what was never one's own.
    """
    if unit.kind != Change.Kind.WRITE or unit.clears:
        return
    gone = {one.pk: one for one in unit.unsettled(Transaction) if one.now is None and one.first}
    for touched in list(unit.unsettled(Attachment)) if gone else ():
        file = touched.record
        assert isinstance(file, Attachment)
        if touched.now is None and file.model == ENTRY and file.record_id in gone:
            receipt = Receipt.made(unit.workspace, name=file.name)
            entry = gone[file.record_id].record
            receipt.hold(Said.recalled(file.said) if file.said is not None else _told(entry))
            file.model, file.record_id = HOLDER, receipt.pk
            unit.add([receipt, file])


def move_files(old: Logged, new: Logged) -> None:
    """Hang the files of an entry that is about to go on the one that takes its place."""
    for file in old._unit.rows(Attachment).filter(record_id=old.pk):
        file.hang_on(new)


def _told(entry: Logged) -> Said:
    """What an entry said that is gone."""
    assert isinstance(entry, Transaction)
    seen = Receipt(date=entry.date, amount=entry.total, currency=entry.currency)
    return replace(seen.said, supplier=entry.description[:SUPPLIER])

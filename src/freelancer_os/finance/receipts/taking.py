"""Files come into the tray: what they are, whether they are known, what they say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from freelancer_os.core.attached.attachments import Attachment, attach_new, clean_name
from freelancer_os.core.files.media import SHOWN, UNKNOWN
from freelancer_os.core.files.store import Kept, path_of
from freelancer_os.core.log.rows import in_batches
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.base import Logged
from freelancer_os.core.values.text import refusal
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.receipts.keeping import ENTRY, HOLDER
from freelancer_os.finance.receipts.reading.reading import read_file
from freelancer_os.finance.receipts.reading.said import Said
from freelancer_os.finance.receipts.receipts import Receipt
from freelancer_os.people.models import Workspace

HEAD = 400  # bytes in which an XML file, or a photo of a phone, says what it is
XML, HEIC = "application/xml", "image/heic"


class Known(NamedTuple):
    """A file that is here already: on which record, and what is said of it."""

    name: str
    model: str
    record: Logged | None
    why: str


@dataclass(frozen=True)
class Given:
    """A file that was sent and lies on disk, with what it says."""

    name: str
    kept: Kept
    said: Said


def kind_of(kept: Kept) -> str:
    """The media type of a file that may be a receipt; "" for what is none."""
    if kept.media_type != UNKNOWN:
        return kept.media_type if kept.media_type in SHOWN else ""
    with path_of(kept.digest).open("rb") as file:
        head = file.read(HEAD)
    if head[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypheim", b"ftypavif"}:
        return HEIC
    text = head.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").replace(b"\x00", b"")
    is_page = text[:9].lower() in {b"<!doctype", b"<!doctyp"} or text[:5].lower() == b"<html"
    return XML if text.startswith(b"<") and not is_page else ""


def read(workspace: Workspace, files: Iterable[tuple[str, Kept]]) -> list[Given]:
    """Read files before they are taken, outside of any change. Raises ValidationError on `files`
    for what is empty, or no PDF, picture or e-invoice."""
    found = []
    for name, kept in files:
        called = clean_name(name)
        if not kept.size:
            raise refusal("files", _("“{name}” is empty.").format(name=called))
        kind = kind_of(kept)
        if not kind:
            sentence = _("“{name}” is no PDF, picture or e-invoice in XML.")
            raise refusal("files", sentence.format(name=called))
        said = read_file(path_of(kept.digest), kind, workspace.currency, [workspace.name])
        found.append(Given(called, kept, said))
    return found


def take(unit: Unit, given: Sequence[Given]) -> tuple[list[Receipt], list[Known]]:
    """A receipt for each file that is not here already, and those that are."""
    here = _here(unit, {one.kept.digest for one in given})
    made, known = list[tuple[Receipt, str, Kept]](), list[Known]()
    for one in given:
        record = here.get(one.kept.digest)
        if record is not None:
            known.append(_known(one, record))
            continue
        receipt = Receipt(workspace=unit.workspace, name=one.name)
        receipt.hold(one.said)
        here[one.kept.digest] = receipt
        made.append((receipt, one.name, one.kept))
    receipts = [receipt for receipt, _name, _kept in made]
    unit.add(receipts)
    attach_new(unit, made)
    return receipts, known


def _here(unit: Unit, digests: set[str]) -> dict[str, Logged]:
    """The receipt or entry that has a file already, by what the file holds."""
    found = dict[str, Logged]()
    for some in in_batches(sorted(digests)):
        for model in (Transaction, Receipt):  # what waits is said before what is attached
            rows = unit.rows(Attachment).filter(digest__in=some, model=model._meta.label_lower)
            held = dict(rows.order_by("-id").values_list("digest", "record_id"))
            records = unit.rows(model).in_bulk(list(set(held.values())))
            found |= {digest: records[pk] for digest, pk in held.items() if pk in records}
    return found


def _known(one: Given, record: Logged) -> Known:
    is_entry = isinstance(record, Transaction)
    sentence = _("“{name}” waits in the tray already, as {record}.")
    if is_entry:
        sentence = _("“{name}” is attached to {record} already.")
    model = ENTRY if is_entry else HOLDER
    return Known(one.name, model, record, sentence.format(name=one.name, record=record))


def files(receipts: Sequence[Receipt]) -> None:
    """Read the attachments of receipts, for all of them together."""
    if not receipts:
        return
    rows = Attachment.objects.of(receipts[0].workspace_id)
    found = {one.record_id: one for one in rows.filter(record_id__in=[r.pk for r in receipts])}
    for receipt in receipts:
        receipt.file = found.get(receipt.pk)

"""Handing mails over: each once, whoever tries, and whenever a process ends.

A mail is claimed in a change of its own, handed over outside of any, and what became of it is
noted in another one. Who hands over the mails of a workspace holds a lock that ends with the
process: so whatever is found claimed under the lock was left by a process that has ended.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from filelock import FileLock, Timeout

from freelancer_os.core.errors import Conflict
from freelancer_os.core.files.durable import make_folder
from freelancer_os.core.log.changes import change
from freelancer_os.core.log.models import OUTBOX
from freelancer_os.core.words import Sentence, said
from freelancer_os.finance.models import Invoice
from freelancer_os.invoicing.outbox.mails import Mail
from freelancer_os.invoicing.outbox.messages import Letter, letter_of
from freelancer_os.invoicing.outbox.servers import Server, server_of
from freelancer_os.invoicing.outbox.talking import Outcome, hand_over
from freelancer_os.people.models import Workspace

DOOR = "program"
State = Mail.State
ENDED = Sentence("The program ended before the server said whether it took it.")


def deliver() -> Iterator[Sentence]:
    """Hand over every mail that is due, of all workspaces; what became of each."""
    open_ = Mail.objects.due(timezone.now()) | Mail.objects.in_hand()
    for workspace in Workspace.objects.filter(pk__in=open_.order_by().values("workspace")):
        yield from deliver_of(workspace)


def deliver_of(workspace: Workspace) -> Iterator[Sentence]:
    """The same of one workspace, unless somebody else is at it, who takes all of them."""
    while _is_open(workspace):
        with _alone(workspace) as is_mine:
            if not is_mine:
                return
            yield from _left_behind(workspace)
            for told, is_reachable in _handed_over(workspace):
                yield told
                if not is_reachable:
                    return


def _is_open(workspace: Workspace) -> bool:
    mails = Mail.objects.of(workspace)
    return bool(mails.due(timezone.now()).exists() or mails.in_hand().exists())


@contextmanager
def _alone(workspace: Workspace) -> Iterator[bool]:
    """Whether nobody else hands over this workspace's mails; nobody does meanwhile."""
    folder = Path(settings.DATA_FOLDER) / "outbox"
    make_folder(folder)
    lock = FileLock(folder / f"{workspace.pk}.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def _left_behind(workspace: Workspace) -> Iterator[Sentence]:
    """What a process that has ended was handing over: with its text gone, nobody knows."""
    for pk in Mail.objects.of(workspace).in_hand().values_list("pk", flat=True):
        with change(workspace, None, ENDED, door=DOOR) as unit:
            mail = unit.get(Mail, pk)
            if mail.handed_at is None:
                mail.state, mail.next_at = State.WAITING, timezone.now()
                mail.save()
                continue
        yield _settled(workspace, pk, Outcome(State.PERHAPS, ENDED))


def _handed_over(workspace: Workspace) -> Iterator[tuple[Sentence, bool]]:
    """Each mail that is due: what became of it, and whether there is a server to go on with."""
    for pk in Mail.objects.of(workspace).due(timezone.now()).values_list("pk", flat=True):
        if not _claimed(workspace, pk):
            continue
        outcome = _outcome(workspace, pk)
        yield _settled(workspace, pk, outcome), outcome.is_reachable


def _claimed(workspace: Workspace, pk: UUID) -> bool:
    """Whether the mail is ours to hand over: it still waits, and nobody has taken it back."""
    now = timezone.now()
    with change(workspace, None, "", door=DOOR) as unit:
        mail = unit.find(Mail, pk)
        if mail is None or mail.state != State.WAITING or mail.next_at > now:
            return False
        mail.claim(now)
    return True


def _outcome(workspace: Workspace, pk: UUID) -> Outcome:
    """Hand it over; outside of any change, since a server may take its time."""
    try:
        letter, server = _letter(workspace, pk)
    except Conflict as refused:
        return Outcome(State.FAILED, said(refused.sentence))
    except OSError:
        return Outcome(State.FAILED, Sentence("A file that belongs to it is missing."))
    return hand_over(
        server, letter.message, letter.to, letter.copies, lambda: _handing(workspace, pk)
    )


def _letter(workspace: Workspace, pk: UUID) -> tuple[Letter, Server]:
    server = server_of(workspace)
    mail = Mail.objects.of(workspace).select_related("invoice").get(pk=pk)
    if mail.invoice is not None and mail.invoice.status != Invoice.Status.SENT:
        sentence = Sentence("{invoice} is not sent any more.", {"invoice": mail.invoice.named})
        raise Conflict(str(sentence))
    return letter_of(mail, server), server


def _handing(workspace: Workspace, pk: UUID) -> None:
    """Its text goes to the server now: from here on somebody may have it."""
    with change(workspace, None, "", door=DOOR) as unit:
        mail = unit.get(Mail, pk)
        mail.handed_at = timezone.now()
        mail.save()


def _settled(workspace: Workspace, pk: UUID, outcome: Outcome) -> Sentence:
    """Note what became of a mail; history tells of its end, with the invoice, on no undo stack."""
    with change(workspace, None, "", door=OUTBOX) as unit:
        mail = unit.get(Mail, pk)
        mail.settle(outcome, timezone.now())
        unit.sentence = told = _told(mail, outcome)
        if mail.state != State.WAITING and mail.invoice_id is not None:
            unit.mention(unit.get(Invoice, mail.invoice_id))
    return told


def _told(mail: Mail, outcome: Outcome) -> Sentence:
    """What became of a mail, for history and whoever looks on."""
    parts = {"mail": mail.named, "to": mail.to}
    if mail.state == State.SENT:
        return Sentence("Mailed “{mail}” to {to}", parts)
    if mail.state == State.FAILED:
        return Sentence("“{mail}” to {to} was not delivered", parts)
    if mail.state == State.PERHAPS:
        return Sentence("“{mail}” to {to} was perhaps sent", parts)
    return Sentence("“{mail}” to {to} waits: {said}", {**parts, "said": outcome.said})

"""Posting what recurs: each occurrence once and in order, however long nobody was there.

One change makes an occurrence and notes it, so that a process which ends leaves both or neither.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.changes import change
from freelancer_os.core.log.models import RECURRING
from freelancer_os.core.words import Sentence
from freelancer_os.finance.models import Invoice, Recurring
from freelancer_os.finance.recurring.booking import book
from freelancer_os.invoicing.sending import address_of, send
from freelancer_os.people.models import Workspace

AHEAD = timedelta(days=1)  # somewhere it may be tomorrow already
LONGEST = 500  # characters of why one waits


def post() -> Iterator[Sentence]:
    """Post what is due in all workspaces; what was posted, and what newly waits."""
    until = timezone.now().date() + AHEAD
    due = Recurring.objects.filter(next_date__lte=until).order_by().values("workspace")
    for workspace in Workspace.objects.filter(pk__in=due):
        with translation.override(workspace.locale):
            yield from post_in(workspace)


def post_in(workspace: Workspace) -> Iterator[Sentence]:
    """The same of one workspace, the oldest day first. What waits holds up none but itself."""
    waiting: set[UUID] = set()
    while (found := due_in(workspace).exclude(pk__in=waiting).first()) is not None:
        try:
            told = _posted(workspace, found.pk)
        except (ValidationError, Conflict, OSError) as refused:
            waiting.add(found.pk)
            told = None
            with suppress(Conflict):  # held by a change that is under way: the next minute tells
                told = _waits(workspace, found.pk, _why(refused))
        if told is not None:
            yield told


def due_in(workspace: Workspace) -> QuerySet[Recurring]:
    """What is to be posted by now, in the order of its days."""
    rows: QuerySet[Recurring] = Recurring.objects.of(workspace)
    return rows.filter(next_date__lte=workspace.today).order_by("next_date", "id")


def _posted(workspace: Workspace, pk: UUID) -> Sentence | None:
    """Post the next occurrence of one, if it is due still now that nobody else writes."""
    with change(workspace, None, "", door=RECURRING) as unit:
        recurring = unit.find(Recurring, pk, "client", "project", "service", "category", "account")
        day = recurring.next_date if recurring is not None else None
        if recurring is None or day is None or day > unit.workspace.today:
            return None
        made = book(recurring, day)
        unit.mention(recurring)
        parts = {"recurring": recurring.named, "date": recurring.told_of(day)}
        if isinstance(made, Invoice) and _is_sent(recurring, made):
            send(made, to=recurring.mail_to or _address(made))
            unit.sentence = Sentence("Sent {recurring} of {date}", parts)
        else:
            unit.sentence = Sentence("Posted {recurring} of {date}", parts)
    return unit.sentence if isinstance(unit.sentence, Sentence) else None


def _is_sent(recurring: Recurring, invoice: Invoice) -> bool:
    """Whether it leaves at once: a backup that was put back does not know what left since."""
    if recurring.posts_as != Recurring.PostsAs.SENT:
        return False
    since = recurring.mails_since
    return since is None or (recurring.next_date is not None and recurring.next_date >= since)


def _address(invoice: Invoice) -> str:
    """Where mail of its client goes. Raises Conflict where that is nowhere."""
    if not (found := address_of(invoice)):
        sentence = _("{client} has no email. Enter one there, or here where it is mailed to.")
        raise Conflict(sentence.format(client=invoice.client))
    return found


def _waits(workspace: Workspace, pk: UUID, why: str) -> Sentence | None:
    """Note why the next one could not be posted; told once, until that changes."""
    with change(workspace, None, "", door=RECURRING) as unit:
        recurring = unit.find(Recurring, pk)
        if recurring is None or recurring.waits == why[:LONGEST] or recurring.next_date is None:
            return None
        unit.touch(recurring)
        recurring.waits = why[:LONGEST]
        recurring.save()
        parts = {"recurring": recurring.named, "date": recurring.told_of(recurring.next_date)}
    return Sentence("{recurring} of {date} waits: {why}", {**parts, "why": why})


def _why(refused: ValidationError | Conflict | OSError) -> str:
    if isinstance(refused, OSError):
        return _("A file that belongs to it is missing.")
    if isinstance(refused, Conflict):
        return str(refused.sentence)
    return " ".join(refused.messages)

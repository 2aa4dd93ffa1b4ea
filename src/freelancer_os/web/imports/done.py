"""What is said once a file was imported, or was not."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.core.errors import Conflict
from freelancer_os.finance.models import Account
from freelancer_os.transfer.bank.importing import Outcome
from freelancer_os.transfer.statement import StatementError
from freelancer_os.web.shell.access import Desk, DeskRequest


def imported(
    request: DeskRequest, accounts: Sequence[Account], outcomes: Sequence[Outcome]
) -> HttpResponse:
    """Lead to the entries of those days, and say what happened and how many lines want sorting."""
    desk = request.desk
    to_sort = sum(one.to_sort for one in outcomes)
    told = " ".join(filter(None, (_told(desk, accounts, outcomes), _to_sort(desk, to_sort))))
    messages.success(request, told, extra_tags="undo sort" if to_sort else "undo")
    days = [day for one in outcomes for day in (one.first, one.last) if day]
    if not days:
        return redirect("/bank-lines/?view=table&state=ignored")
    alone = {"account": accounts[0].pk} if len(accounts) == 1 else {}
    query = {**alone, "date_from": min(days), "date_to": max(days)}
    return redirect(f"/transactions/?{urlencode(query)}")


def none_taken(outcomes: Sequence[Outcome]) -> str:
    """Why nothing was."""
    if any(one.known for one in outcomes):
        return _("Every line of this file is known already, so there is nothing to import.")
    return _("No line of this file can be taken as it is read now.")


def sentence_of(refused: Conflict | StatementError | ValidationError) -> str:
    """What a refusal says."""
    if isinstance(refused, ValidationError):
        return " ".join(refused.messages)
    return refused.sentence if isinstance(refused, Conflict) else str(refused)


def _told(desk: Desk, accounts: Sequence[Account], outcomes: Sequence[Outcome]) -> str:
    done = next((str(one.change.words) for one in outcomes if one.change is not None), "")
    names = ", ".join(dict.fromkeys(account.name for account in accounts))
    unread = sum(len(one.problems) for one in outcomes)
    if not unread:
        return _("{imported} into {account}.").format(imported=done, account=names)
    sentence = _("{imported} into {account}; {count} could not be read.")
    return sentence.format(imported=done, account=names, count=desk.formats.count(unread))


def _to_sort(desk: Desk, count: int) -> str:
    if not count:
        return ""
    sentence = ngettext("{count} is to be sorted.", "{count} are to be sorted.", count)
    return sentence.format(count=desk.formats.count(count))

"""What is typed to ask for a report: a day, and what the bank says that an account held."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from freelancer_os.core.values.amounts import edit_amount, parse_amount, print_amount
from freelancer_os.core.values.typed_dates import parse_date
from freelancer_os.core.values.written_dates import written
from freelancer_os.finance.models import Account
from freelancer_os.reports.balance import account_of
from freelancer_os.reports.reconciliation import reconciliation
from freelancer_os.web.reports.period import LONGEST, DayForm
from freelancer_os.web.shell.access import Desk
from freelancer_os.web.shell.forms import Line

Query = Mapping[str, str]


class OwedForm(DayForm):
    """A day, of one client or of all."""

    client = Line(max_length=LONGEST, required=False, widget=forms.HiddenInput())
    clients = Line(max_length=LONGEST, required=False, widget=forms.HiddenInput())


class ClosingForm(DayForm):
    """A day and the closing balance of the bank; without it the newest of its files counts."""

    account = Line(max_length=LONGEST, required=False, widget=forms.HiddenInput())
    closing = Line(max_length=LONGEST, label=_("Closing balance of the bank"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["closing"].widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}


def typed_day(desk: Desk, given: dict[str, str]) -> tuple[dict[str, str], OwedForm]:
    """The day that is asked for, by default today, and the form that asks for it."""
    formats, text = desk.formats, given.get("on", "")
    try:
        day = parse_date(text, formats.locale, formats.today, field="on") if text else None
    except ValidationError as error:
        form = OwedForm(given)
        form.add_error("on", error.message_dict["on"])
        return {}, form
    shown = written((day or formats.today).isoformat(), formats.locale)
    form = OwedForm(initial={**given, "on": shown})
    return ({"on": day.isoformat()} if day else {}), form


def typed_closing(desk: Desk, given: Query) -> tuple[dict[str, str], ClosingForm]:
    """What was typed, as the API writes it, and the form that asks for it.

    What makes no sense is told in the form and not taken. Raises Http404 for another account.
    """
    try:
        account = account_of(desk.workspace, given)
    except ValidationError as error:
        raise Http404(" ".join(error.messages)) from error
    asked, wrong = _read(desk, account, given)
    if account is not None:
        asked["account"] = str(account.pk)
    if wrong:
        form = ClosingForm({**given, "account": asked.get("account", "")})
        form.is_valid()
        for refused in wrong:
            form.add_error(None, refused)
        return asked, form
    return asked, ClosingForm(initial=_shown(desk, account, asked))


def _read(
    desk: Desk, account: Account | None, given: Query
) -> tuple[dict[str, str], list[ValidationError]]:
    formats, asked = desk.formats, dict[str, str]()
    wrong = list[ValidationError]()
    try:
        if text := given.get("on"):
            day = parse_date(text, formats.locale, formats.today, field="on")
            asked["on"] = day.isoformat()
    except ValidationError as error:
        wrong.append(error)
    try:
        if account and (text := given.get("closing")):
            minor = parse_amount(text, account.currency, formats.locale, field="closing")
            asked["closing"] = print_amount(minor, account.currency)
    except ValidationError as error:
        wrong.append(error)
    return ({} if wrong else asked), wrong


def _shown(desk: Desk, account: Account | None, asked: Query) -> dict[str, str]:
    """The fields as they stand filled: the day that is compared, and what was typed."""
    found = reconciliation(desk.workspace, asked)
    on = found.on if found else desk.formats.today
    shown = {"on": written(on.isoformat(), desk.formats.locale)}
    if found is not None and found.is_typed and found.closing is not None:
        currency = found.account.currency
        shown["closing"] = edit_amount(found.closing, currency, desk.formats.locale)
    return shown | ({"account": str(account.pk)} if account else {})

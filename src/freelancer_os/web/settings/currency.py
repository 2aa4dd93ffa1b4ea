"""`/settings/currency/`: another base currency, once one has seen what it would change."""

from datetime import date as Date  # `date` is a field here
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from freelancer_os.core.values.dates import show_date
from freelancer_os.core.values.money import format_money
from freelancer_os.core.values.scaled import parse_scaled, show_scaled
from freelancer_os.core.values.typed_dates import parse_date
from freelancer_os.finance.base_currency.asked import asked
from freelancer_os.finance.base_currency.changing import RATE_PLACES, recast_all, told
from freelancer_os.finance.base_currency.preview import GAINS, Figure, Preview, is_large, preview
from freelancer_os.finance.base_currency.recast import How, Recast
from freelancer_os.people.models import Workspace
from freelancer_os.web.settings.region import currencies, with_current
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk
from freelancer_os.web.shell.beside import beside
from freelancer_os.web.shell.forms import DATED, Choose, Line, PlainForm, read
from freelancer_os.web.shell.gate import as_form, read_only, writes

HOW = (
    (How.RELABEL.value, _("Show the same figures in it")),
    (How.CONVERT.value, _("Convert at a rate")),
)


class CurrencyForm(PlainForm):
    """Which currency, and how it comes to be."""

    currency = forms.ChoiceField(label=_("New currency"), choices=currencies, widget=Choose)
    how = forms.ChoiceField(label=_("How"), choices=HOW, widget=Choose)
    rate = Line(
        max_length=40,
        label=_("Rate"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "decimal"}),
    )
    date = Line(
        max_length=40,
        label=_("Day of the rate"),
        required=False,
        widget=forms.TextInput(attrs=DATED),
    )

    def __init__(self, *args: object, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.workspace = workspace
        field: Any = self.fields["currency"]
        field.choices = with_current(tuple(field.choices), workspace.currency)
        self.initial["currency"] = workspace.currency
        self.fields["rate"].help_text = gettext(
            "What 1 {currency} is in the new one, if it is converted. Leave it empty for the rate"
            " of the European Central Bank."
        ).format(currency=workspace.currency)
        self.fields["date"].help_text = gettext("Today, if you leave it empty.")

    def clean_rate(self) -> int | None:
        """In 10⁻¹⁰; nothing where none was typed, or none is needed."""
        text = self.cleaned_data["rate"]
        if not text or self.data.get("how") != How.CONVERT:
            return None
        return read(lambda: parse_scaled(text, RATE_PLACES, self.workspace.locale, field=""))

    def clean_date(self) -> Date | None:
        """The day of the rate; nothing for today."""
        text, today = self.cleaned_data["date"], self.workspace.today
        if not text:
            return None
        return read(lambda: parse_date(text, self.workspace.locale, today, field=""))

    def asked(self) -> Recast:
        """Raises ValidationError where that cannot be."""
        said = self.cleaned_data
        return asked(self.workspace, said["currency"], said["how"], said["rate"], said["date"])


@at_desk
@require_safe
def show(request: DeskRequest) -> HttpResponseBase:
    """The form."""
    return _page(request, CurrencyForm(workspace=request.desk.workspace))


@writes(as_form)
def look(request: DeskRequest) -> HttpResponseBase:
    """The form with what it would change."""
    desk, found = request.desk, list[Preview]()
    form = CurrencyForm(request.POST, workspace=desk.workspace)
    if form.is_valid():
        form.takes(lambda: found.append(preview(desk.workspace, desk.user, form.asked())))
    return _page(request, form, found)


@writes(as_form)
def save(request: DeskRequest) -> HttpResponseBase:
    """Change it."""
    desk = request.desk
    form = CurrencyForm(request.POST, workspace=desk.workspace)

    def write() -> None:
        recast = form.asked()
        act = partial(recast_all, desk.workspace, desk.user, recast)
        done = beside(desk, str(told(recast)), act) if is_large(desk.workspace) else act()
        if done is not None:
            messages.success(request, done.words, extra_tags="undo")

    if form.is_valid() and form.takes(write):
        return redirect("/settings/#currency")
    return _page(request, form)


def _page(
    request: DeskRequest, form: CurrencyForm, found: list[Preview] | None = None
) -> HttpResponse:
    desk = request.desk
    if request.htmx and form.errors:
        raise ValidationError(form.errors.as_data())
    context: dict[str, Any] = {
        "form": form,
        "refused": None if desk.may_write else read_only(),
        "seen": _seen(desk, found[0]) if found else None,
    }
    return render(
        request, "settings/currency_page.html", context, status=422 if form.errors else 200
    )


def _seen(desk: Desk, found: Preview) -> dict[str, Any]:
    """What is shown of it, as text."""
    recast, locale = found.recast, desk.formats.locale
    rate = show_scaled(recast.rate, RATE_PLACES, locale)
    day = show_date(recast.on, locale, today=desk.formats.today)
    named = [(str(_NAMES[one.name]), one) for one in found.figures if one.before or one.expected]
    named += [(str(account), one) for account, one in found.balances]
    return {
        "rows": [(name, *_shown(recast, one, locale)) for name, one in named],
        "is_estimate": any(one.after is None for one in found.figures),
        "rate": gettext("1 {old} = {rate} {new}, {day}").format(
            old=recast.old, rate=rate, new=recast.new, day=day
        )
        if recast.converts
        else "",
        "recast": recast,
        "has_gains": recast.converts and any(one.name == GAINS and one.before for _n, one in named),
        "sent": found.sent,
        "more": found.sent_count - len(found.sent),
    }


def _shown(recast: Recast, one: Figure, locale: str) -> tuple[str, str, str]:
    """Before, after, and what is rounded."""
    after = one.expected if one.after is None else one.after
    is_rounded = one.rounding and not (recast.converts and one.name == GAINS)
    rounding = format_money(one.rounding or 0, recast.new, locale) if is_rounded else ""
    before = format_money(one.before, recast.old, locale)
    return before, format_money(after, recast.new, locale), rounding


_NAMES = {
    GAINS: _("Exchange gain or loss"),
    "income": _("Income"),
    "expenses": _("Expenses"),
    "to_be_paid": _("Still to be paid"),
    "contract_values": _("Contract values"),
    "project_values": _("Project values"),
    "budgets": _("Budgets"),
}

urlpatterns = [
    path("settings/currency/", show, name="currency"),
    path("settings/currency/preview/", look, name="currency_preview"),
    path("settings/currency/save/", save, name="currency_save"),
]

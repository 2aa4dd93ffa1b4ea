"""The statement of account of a client, for a period that one chooses."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from freelancer_os.clients.models import Client
from freelancer_os.core.values.typed_dates import parse_date
from freelancer_os.core.values.written_dates import written
from freelancer_os.engine.formats import Formats
from freelancer_os.invoicing.document.statement import (
    currencies_of,
    first_claim,
    statement_name,
    statement_of,
)
from freelancer_os.invoicing.pdf.typesetting import statement_pdf
from freelancer_os.web.client.aside import client_of, drawn
from freelancer_os.web.shell.access import DeskRequest, at_desk
from freelancer_os.web.shell.forms import DATED, Choose, Line, PlainForm, read

LONGEST = 40  # signs of a date


@dataclass(frozen=True)
class Usual:
    """A period that is often wanted: its words, and where its statement is."""

    words: str
    address: str


class PeriodForm(PlainForm):
    """From a day to a day, both included, in a currency of the client's invoices."""

    date_from = Line(max_length=LONGEST, label=gettext_lazy("From"), required=False)
    date_to = Line(max_length=LONGEST, label=gettext_lazy("To"), required=False)
    currency = forms.ChoiceField(label=gettext_lazy("Currency"), required=False, widget=Choose)

    def __init__(self, *args: Any, client: Client, formats: Formats, **kwargs: Any) -> None:
        self.formats, self.known = formats, currencies_of(client)
        self.usual = {"date_from": _year(formats.today)[0], "date_to": formats.today}
        begins = {n: written(d.isoformat(), formats.locale) for n, d in self.usual.items()}
        super().__init__(*args, initial=begins, **kwargs)
        for name in self.usual:
            self.fields[name].widget.attrs.update(DATED)
        self.fields["date_to"].widget.attrs["data-after"] = "date_from"
        choices = self.fields["currency"]
        assert isinstance(choices, forms.ChoiceField)
        choices.choices = [(code, code) for code in self.known]
        if len(self.known) == 1:
            del self.fields["currency"]

    def clean_date_from(self) -> date:
        return self._day("date_from")

    def clean_date_to(self) -> date:
        return self._day("date_to")

    def clean(self) -> dict[str, Any]:
        first, last = (self.cleaned_data.get(name) for name in self.usual)
        if isinstance(first, date) and isinstance(last, date) and last < first:
            self.add_error("date_to", _("A period ends on or after its first day."))
        return self.cleaned_data

    def _day(self, name: str) -> date:
        text, formats = self.cleaned_data[name], self.formats
        if not text:
            return self.usual[name]
        return read(lambda: parse_date(text, formats.locale, formats.today, field=""))


@require_safe
@at_desk
def ask(request: DeskRequest, pk: UUID) -> HttpResponseBase:
    """The form of a period, and those that are often wanted."""
    client = client_of(request, pk)
    return _drawn(request, client, PeriodForm(client=client, formats=request.desk.formats))


@require_safe
@at_desk
def pdf(request: DeskRequest, pk: UUID) -> HttpResponseBase:
    """The statement of a period, as a file; the form again where that is none."""
    client = client_of(request, pk)
    form = PeriodForm(request.GET, client=client, formats=request.desk.formats)
    if not form.is_valid():
        return _drawn(request, client, form, status=422)
    given = form.cleaned_data
    currency = given.get("currency") or form.known[0]
    statement = statement_of(client, given["date_from"], given["date_to"], currency)
    answer = HttpResponse(statement_pdf(statement), content_type="application/pdf")
    named = content_disposition_header(True, statement_name(client, given["date_to"]))
    answer["Content-Disposition"] = named or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _drawn(
    request: DeskRequest, client: Client, form: PeriodForm, status: int = 200
) -> HttpResponseBase:
    told = {
        "title": _("Statement of {client}").format(client=client),
        "form": form,
        "usual": _usual(client, request.desk.formats.today),
    }
    return drawn(request, "client/statement.html", client, told, status)


def _usual(client: Client, today: date) -> list[Usual]:
    """This year, the one before, and everything, where there is something."""
    last = _year(today)[0] - timedelta(days=1)
    found = [(_("This year"), _year(today)[0], today), (_("Last year"), *_year(last))]
    begun = first_claim(client)
    if begun is not None and begun < _year(last)[0]:
        found.append((_("Everything"), begun, today))
    return [Usual(words, _address(client, first, to)) for words, first, to in found]


def _year(day: date) -> tuple[date, date]:
    """The first day and the last of the year of a day."""
    return day.replace(month=1, day=1), day.replace(month=12, day=31)


def _address(client: Client, first: date, last: date) -> str:
    query = urlencode({"date_from": first.isoformat(), "date_to": last.isoformat()})
    return f"/clients/{client.pk}/statement.pdf?{query}"


urlpatterns = [
    path("clients/<uuid:pk>/statement/", ask, name="client_statement"),
    path("clients/<uuid:pk>/statement.pdf", pdf, name="client_statement_pdf"),
]

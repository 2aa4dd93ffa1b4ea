"""The forms of the settings."""

from datetime import date
from functools import reduce
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext, gettext_noop, pgettext
from django.utils.translation import gettext_lazy as _

from freelancer_os.core.values.addresses import as_website
from freelancer_os.core.values.codes.countries import countries
from freelancer_os.core.values.codes.languages import language
from freelancer_os.core.values.scaled import edit_scaled, parse_scaled
from freelancer_os.core.values.typed_dates import parse_date
from freelancer_os.core.values.written_dates import written
from freelancer_os.core.words import Part, Sentence, Word
from freelancer_os.people.bookkeeping import WHOLE
from freelancer_os.people.letterhead import LONGEST_TERMS
from freelancer_os.people.models import Workspace
from freelancer_os.people.workspaces import HIGHEST_START
from freelancer_os.web.settings.region import (
    Choices,
    locales,
    months,
    time_zones,
    with_current,
)
from freelancer_os.web.shell.forms import DATED, Choose, Line, PlainForm, read

PARTS = (
    (gettext_noop("Workspace"), "name", "year_start"),
    (gettext_noop("Books"), "basis", "closed_until"),
    (gettext_noop("Letterhead"), "street", "accent"),
    (gettext_noop("Invoices"), "invoice_pattern", "invoice_note"),
)


def part_of(first: str) -> str:
    """The id of the part of the page that begins with this field."""
    return f"part-{first}"


PERCENT = 4  # the decimals of a percentage
WIDTHS = {"postal_code": "third", "city": "two-thirds"}
HALVES = {"region", "country", "email", "phone", "tax_id", "registration", "template", "accent"}
HALVES |= {
    "basis",
    "recovers_tax",
    "set_aside",
    "closed_until",
    "invoice_pattern",
    "credit_pattern",
    "number_start",
    "payment_terms_days",
    "is_small_business",
}


def known_countries() -> Choices:
    """No country, and every one by its name."""
    return (("", "—"), *countries(language()))


def templates() -> Choices:
    """How invoices look."""
    return (
        ("studio", pgettext("look of invoices", "Studio")),
        ("classic", pgettext("look of invoices", "Classic")),
        ("plain", pgettext("look of invoices", "Plain")),
    )


def taxed() -> Choices:
    """Whether tax is charged at all."""
    return (
        ("False", gettext("Is charged")),
        ("True", gettext("Small business: none is charged")),
    )


def bases() -> Choices:
    """By what days income and expenses count."""
    return (
        ("accrual", gettext("By the dates of the entries")),
        ("cash", gettext("As they are paid")),
    )


def recovery() -> Choices:
    """Whether the tax of expenses comes back."""
    return (
        ("True", gettext("Is recovered")),
        ("False", gettext("Is part of what was spent")),
    )


class SettingsForm(PlainForm):
    """The workspace: its name, its region, its letterhead; what is not sent stays as it is."""

    name = Line(
        max_length=120,
        label=_("Name of the workspace"),
        error_messages={"required": _("Enter a name.")},
    )
    locale = forms.ChoiceField(label=_("Number and date format"), choices=locales, widget=Choose)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones, widget=Choose)
    year_start = forms.TypedChoiceField(
        label=_("First month of the fiscal year"), choices=months, coerce=int, widget=Choose
    )
    basis = forms.ChoiceField(
        label=_("Income and expenses count"),
        choices=bases,
        widget=Choose,
        help_text=_("In every report; each says which."),
    )
    recovers_tax = forms.TypedChoiceField(
        label=_("Tax of expenses"),
        choices=recovery,
        coerce=lambda value: value == "True",
        widget=Choose,
    )
    set_aside = Line(
        max_length=20,
        label=_("Set aside for income tax, in % of profit"),
        help_text=_("So that you see what is really yours. Ask your accountant, or begin with 30."),
    )
    closed_until = Line(
        max_length=40,
        label=_("Books closed until"),
        required=False,
        help_text=_("Nothing changes a figure up to this day. Empty it to reopen the books."),
        widget=forms.TextInput(attrs=DATED),
    )
    street = Line(max_length=200, label=_("Street"), required=False)
    postal_code = Line(max_length=20, label=_("Postal code"), required=False)
    city = Line(max_length=100, label=_("City"), required=False)
    region = Line(max_length=100, label=_("Region"), required=False)
    country = forms.ChoiceField(
        label=_("Country"), choices=known_countries, widget=Choose, required=False
    )
    email = Line(max_length=254, label=_("Email"), required=False)
    phone = Line(max_length=50, label=_("Phone"), required=False)
    website = Line(max_length=500, label=_("Website"), required=False)
    tax_id = Line(
        max_length=60,
        label=_("Tax number"),
        required=False,
        help_text=_("For VAT, with the letters of the country; else that of the tax office."),
    )
    registration = Line(
        max_length=100,
        label=_("Company register"),
        required=False,
        help_text=_("Court and number, if you are in one."),
    )
    e_address = Line(
        max_length=254,
        label=_("E-invoice address"),
        required=False,
        help_text=_("A scheme and a number, such as 0204:991-12345-67, if you have one."),
    )
    template = forms.ChoiceField(label=_("Look"), choices=templates, widget=Choose)
    accent = forms.CharField(label=_("Colour"), widget=forms.TextInput(attrs={"type": "color"}))
    invoice_pattern = Line(
        max_length=60,
        label=_("Invoice numbers"),
        help_text=_(
            "{year} and {month} are those of issue, {client} is short for the client, {seq:03} the "
            "counter with at least three digits."
        ),
        error_messages={"required": _("Enter a pattern such as {year}-{seq:03}.")},
    )
    number_start = forms.IntegerField(
        label=_("First invoice number"),
        min_value=1,
        max_value=HIGHEST_START,
        help_text=_("Where the counter begins, if you have sent invoices elsewhere before."),
    )
    credit_pattern = Line(
        max_length=60,
        label=_("Numbers of credit notes"),
        error_messages={"required": _("Enter a pattern such as {year}-{seq:03}.")},
    )
    payment_terms_days = forms.IntegerField(
        label=_("Days to pay"),
        min_value=0,
        max_value=LONGEST_TERMS,
        help_text=_("Where the client has no terms of its own."),
    )
    is_small_business = forms.TypedChoiceField(
        label=_("Tax"), choices=taxed, coerce=lambda value: value == "True", widget=Choose
    )
    invoice_note = Line(
        max_length=500,
        rows=3,
        label=_("Closing line"),
        required=False,
        help_text=_("It stands at the foot of every invoice."),
    )

    def __init__(self, *args: object, workspace: Workspace, **kwargs: Any) -> None:
        self.written_in = workspace.locale
        initial = {name: getattr(workspace, name) for name in self.base_fields}
        initial["set_aside"] = edit_scaled(workspace.set_aside, PERCENT, workspace.locale)
        closed = workspace.closed_until
        initial["closed_until"] = written(closed.isoformat(), workspace.locale) if closed else ""
        self.today = workspace.today
        super().__init__(*args, initial=initial, **kwargs)
        if self.is_bound:  # each is saved by itself
            self.fields = {name: one for name, one in self.fields.items() if name in self.data}
        for one in self.fields.values():
            one.show_hidden_initial = True  # so that only what the person changed is written
        for name in {"locale", "time_zone"} & self.fields.keys():
            field: Any = self.fields[name]
            field.choices = with_current(tuple(field.choices), initial[name])

    def clean_website(self) -> str:
        """A name alone is taken for its page."""
        return as_website(self.cleaned_data["website"])

    def clean_closed_until(self) -> date | None:
        """A day, as it is written where one lives; none where the books are open."""
        text = self.cleaned_data["closed_until"]
        if not text:
            return None
        return read(lambda: parse_date(text, self.written_in, self.today, field=""))

    def clean_set_aside(self) -> int:
        """As it is written where one lives."""
        text, within = self.cleaned_data["set_aside"], {"minimum": 0, "maximum": WHOLE}
        number = text.replace("%", "")
        return read(lambda: parse_scaled(number, PERCENT, self.written_in, field="", **within))

    @property
    def parts(self) -> list[tuple[str, str, list[tuple[str, forms.BoundField]]]]:
        """The fields under their headings, each with how wide it stands; and where a part is."""
        return [
            (gettext(heading), part_of(first), self._named(first, last))
            for heading, first, last in PARTS
        ]

    def _named(self, first: str, last: str) -> list[tuple[str, forms.BoundField]]:
        names = list(self.base_fields)
        between = names[names.index(first) : names.index(last) + 1]
        shown = (name for name in between if name in self.fields)
        return [(WIDTHS.get(name, "half" if name in HALVES else ""), self[name]) for name in shown]

    @property
    def changes(self) -> dict[str, Any]:
        """What differs from when the page was opened."""
        return {name: self.cleaned_data[name] for name in self.changed_data}

    @property
    def sentence(self) -> Sentence:
        """ "Changed: Time zone, Invoice numbers"."""
        with translation.override("en"):  # their names in the catalogues
            labels = [str(self.fields[name].label) for name in self.changed_data]
        words: list[Part] = [Word.of(label) for label in labels]
        listed = reduce(
            lambda a, b: Sentence("{first}, {second}", {"first": a, "second": b}), words
        )
        return Sentence("Changed: {fields}", {"fields": listed})

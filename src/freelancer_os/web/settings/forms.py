"""The forms of the settings."""

from functools import reduce
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from freelancer_os.core.words import Part, Sentence, Word
from freelancer_os.people.models import Workspace
from freelancer_os.people.workspaces import HIGHEST_START
from freelancer_os.web.settings.region import currencies, locales, months, time_zones, with_current
from freelancer_os.web.shell.forms import Choose, Line, PlainForm


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
    address = Line(
        max_length=1000,
        rows=4,
        label=_("Address"),
        required=False,
        help_text=_("As it stands on your invoices."),
    )
    tax_id = Line(max_length=60, label=_("Tax id"), required=False)
    bank_details = Line(max_length=1000, rows=3, label=_("Bank details"), required=False)

    def __init__(self, *args: object, workspace: Workspace, **kwargs: Any) -> None:
        initial = {name: getattr(workspace, name) for name in self.base_fields}
        super().__init__(*args, initial=initial, **kwargs)
        if self.is_bound:  # each is saved by itself
            self.fields = {name: one for name, one in self.fields.items() if name in self.data}
        for one in self.fields.values():
            one.show_hidden_initial = True  # so that only what the person changed is written
        for name in {"locale", "time_zone"} & self.fields.keys():
            field: Any = self.fields[name]
            field.choices = with_current(tuple(field.choices), initial[name])

    @property
    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings."""
        names = list(self.fields)
        return [
            (gettext("Workspace"), [self[name] for name in names[:4]]),
            (gettext("Invoices"), [self[name] for name in names[4:]]),
        ]

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


class CurrencyForm(PlainForm):
    """The base currency, while the books are empty."""

    currency = forms.ChoiceField(label=_("Currency"), choices=currencies, widget=Choose)

    def __init__(self, *args: object, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, initial={"currency": workspace.currency}, **kwargs)
        field: Any = self.fields["currency"]
        field.choices = with_current(tuple(field.choices), workspace.currency)

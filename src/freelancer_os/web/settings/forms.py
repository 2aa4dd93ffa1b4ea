"""The forms of the settings."""

from typing import Any

from django import forms

from freelancer_os.people.models import Workspace
from freelancer_os.web.settings.region import MONTHS, currencies, locales, time_zones, with_current
from freelancer_os.web.shell.forms import Line, LongSelect, PlainForm


class SettingsForm(PlainForm):
    """The workspace: its name, its region, its letterhead."""

    name = Line(
        max_length=120, label="Name of the workspace", error_messages={"required": "Enter a name."}
    )
    locale = forms.ChoiceField(label="Number and date format", choices=locales, widget=LongSelect)
    time_zone = forms.ChoiceField(label="Time zone", choices=time_zones, widget=LongSelect)
    year_start = forms.TypedChoiceField(
        label="First month of the fiscal year", choices=MONTHS, coerce=int
    )
    invoice_pattern = Line(
        max_length=60,
        label="Invoice numbers",
        help_text="{year} is the year of issue, {seq:03} the counter with at least three digits.",
        error_messages={"required": "Enter a pattern such as {year}-{seq:03}."},
    )
    address = Line(
        max_length=1000,
        rows=4,
        label="Address",
        required=False,
        help_text="As it stands on your invoices.",
    )
    tax_id = Line(max_length=60, label="Tax id", required=False)
    bank_details = Line(max_length=1000, rows=3, label="Bank details", required=False)

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        initial = {name: getattr(workspace, name) for name in self.base_fields}
        super().__init__(*args, initial=initial, **kwargs)
        for one in self.fields.values():
            one.show_hidden_initial = True  # so that only what the person changed is written
        for name in ("locale", "time_zone"):
            field: Any = self.fields[name]
            field.choices = with_current(tuple(field.choices), initial[name])

    @property
    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings."""
        names = list(self.fields)
        return [
            ("Workspace", [self[name] for name in names[:4]]),
            ("Invoices", [self[name] for name in names[4:]]),
        ]

    @property
    def changes(self) -> dict[str, Any]:
        """What differs from when the page was opened."""
        return {name: self.cleaned_data[name] for name in self.changed_data}

    @property
    def sentence(self) -> str:
        """ "Changed time zone and invoice numbers"."""
        labels = [str(self.fields[name].label) for name in self.changed_data]
        labels = [label[0].lower() + label[1:] for label in labels]
        listed = " and ".join(filter(None, [", ".join(labels[:-1]), *labels[-1:]]))
        return f"Changed {listed}"


class CurrencyForm(PlainForm):
    """The base currency, while the books are empty."""

    currency = forms.ChoiceField(label="Currency", choices=currencies, widget=LongSelect)

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, initial={"currency": workspace.currency}, **kwargs)
        field: Any = self.fields["currency"]
        field.choices = with_current(tuple(field.choices), workspace.currency)

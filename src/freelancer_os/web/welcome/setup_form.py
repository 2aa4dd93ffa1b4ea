"""The first form of an installation: who, and what kind of business."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from freelancer_os.finance.opening import open_workspace
from freelancer_os.finance.starter.starting import add_starter
from freelancer_os.people.models import OneTimeLink, User, Workspace
from freelancer_os.transfer.sample.adding import add_sample
from freelancer_os.web.settings.region import currencies, guess, locales, time_zones
from freelancer_os.web.shell.forms import Choose, Line, PlainForm


class SetupForm(PlainForm):
    """Makes the first user and their workspace."""

    name = Line(
        max_length=150, label=_("Your name"), error_messages={"required": _("Enter your name.")}
    )
    email = forms.EmailField(
        max_length=254,
        label=_("E-mail"),
        error_messages={
            "required": _("Enter your e-mail address."),
            "invalid": _("This is not an e-mail address; write it like ada@example.com."),
        },
    )
    password = forms.CharField(
        max_length=1000,
        strip=False,
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 8 characters."),
        error_messages={"required": _("Choose a password.")},
    )
    workspace = Line(
        max_length=120,
        label=_("Name of your business"),
        required=False,
        help_text=_("Stands on your invoices. Empty: your own name."),
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=currencies, widget=Choose)
    locale = forms.ChoiceField(label=_("Number and date format"), choices=locales, widget=Choose)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones, widget=Choose)
    starter = forms.BooleanField(
        required=False,
        initial=True,
        label=_("Begin with categories for freelancers and the tax rates of the country"),
    )
    sample = forms.BooleanField(
        required=False,
        label=_("Show me a sample year of a freelancer to look at"),
        help_text=_("It counts in every total until you remove it, with one click."),
    )

    def __init__(self, *args: object, accepted: str = "", **kwargs: object) -> None:
        region = guess(accepted)
        super().__init__(*args, initial=vars(region), **kwargs)
        self.fields["name"].widget.attrs |= {"autocomplete": "name", "autofocus": not self.is_bound}
        if not self.is_bound:  # the browser knows where it is
            self.fields["time_zone"].widget.attrs["data-browser-zone"] = True
        self.fields["email"].widget.attrs["autocomplete"] = "username"
        self.fields["workspace"].widget.attrs["autocomplete"] = "organization"

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or self.cleaned_data
        if password := cleaned.get("password"):
            person = User(email=cleaned.get("email", ""), name=cleaned.get("name", ""))
            try:
                validate_password(password, person)
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned

    def open(self, link: OneTimeLink) -> tuple[User, Workspace] | None:
        """Make user and workspace and spend the link, all or nothing; None if it was spent.

        What the models refuse is shown at the fields; then the link stays, and None is returned.
        """
        given = self.cleaned_data
        try:
            with transaction.atomic():
                if not link.use() or User.objects.exists():
                    return None
                user = User.objects.create_user(
                    given["email"], given["password"], name=given["name"]
                )
                workspace = open_workspace(
                    user,
                    name=given["workspace"] or given["name"],
                    currency=given["currency"],
                    locale=given["locale"],
                    time_zone=given["time_zone"],
                )
                if given["starter"]:
                    add_starter(workspace, user)
                if given["sample"]:
                    add_sample(workspace, user)
                return user, workspace
        except ValidationError as error:
            self.refuse(error)
            return None

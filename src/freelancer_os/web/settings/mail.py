"""The workspace's mail server: where it is, and a test mail that says what it answered."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.log.changes import change
from freelancer_os.core.words import Sentence
from freelancer_os.invoicing.models import MailServer
from freelancer_os.invoicing.outbox.servers import has_server, own_server
from freelancer_os.invoicing.outbox.trying import try_out
from freelancer_os.web.shell.access import Desk, DeskRequest
from freelancer_os.web.shell.forms import Choose, Line, PlainForm
from freelancer_os.web.shell.gate import as_form, writes

PORTS = {"tls": 465, "starttls": 587, "none": 25}
WIDTHS = {
    **{"host": "two-thirds", "port": "third", "user": "half", "password": "half"},
    **{"from_address": "half", "from_name": "half"},
}
SECURITY = (
    ("tls", _("TLS from the first word (465)")),
    ("starttls", _("STARTTLS (587)")),
    ("none", _("None: on your own network only")),
)


class MailServerForm(PlainForm):
    """Where mail is handed over. A password that is not typed stays as it is."""

    host = Line(max_length=253, label=_("Server"), help_text=_("Such as smtp.example.com."))
    port = forms.IntegerField(
        label=_("Port"), required=False, help_text=_("The usual one, if you leave it empty.")
    )
    security = forms.ChoiceField(label=_("Security"), choices=SECURITY, widget=Choose)
    user = Line(max_length=254, label=_("User"), required=False)
    password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    from_address = Line(max_length=254, label=_("Mail comes from"))
    from_name = Line(
        max_length=120,
        label=_("Name of the sender"),
        required=False,
        help_text=_("The name of the workspace, if you leave it empty."),
    )
    copy_to_self = forms.BooleanField(label=_("A copy of each mail to me"), required=False)

    def __init__(self, *args: object, server: MailServer | None, **kwargs: Any) -> None:
        names = [name for name in self.base_fields if name != "password"]
        held = {name: getattr(server, name) for name in names} if server else {"copy_to_self": True}
        super().__init__(*args, initial=held, **kwargs)
        for one in self.fields.values():
            one.widget.attrs.setdefault("autocomplete", "off")
        if server is not None and server.user and not server.lacks_password:
            self.fields["password"].help_text = _("It is kept. Type another one to change it.")

    def parts(self) -> list[tuple[str, forms.BoundField]]:
        """Its fields, each with how wide it is."""
        return [(WIDTHS.get(name, ""), self[name]) for name in self.fields]

    def values(self) -> dict[str, Any]:
        """What the model takes."""
        held = {name: value for name, value in self.cleaned_data.items() if name != "password"}
        return {**held, "port": held["port"] or PORTS[held["security"]]}


def mail_part(desk: Desk, form: MailServerForm | None = None) -> dict[str, object]:
    """What the part of the settings page shows."""
    server = own_server(desk.workspace)
    return {
        "mail_form": form or MailServerForm(server=server),
        "mail_server": server,
        "mail_of_installation": settings.HAS_MAIL,
        "mail_may_leave": has_server(desk.workspace),
    }


@writes(as_form)
def save_mail(request: DeskRequest) -> HttpResponseBase:
    """The workspace's mail server: made or changed."""
    desk = request.desk
    form = MailServerForm(request.POST, server=own_server(desk.workspace))
    if form.is_valid() and form.takes(lambda: _write(desk, form)):
        return redirect("/settings/#mail")
    return render(request, "settings/mail_page.html", mail_part(desk, form), status=422)


def _write(desk: Desk, form: MailServerForm) -> None:
    with change(desk.workspace, desk.user, Sentence("Changed the mail server")) as unit:
        server = unit.rows(MailServer).first() or MailServer(workspace=unit.workspace)
        server.edit(form.values())
        if server.user and form.cleaned_data["password"]:
            server.keep_password(form.cleaned_data["password"])


@writes(as_form)
def forget_mail(request: DeskRequest) -> HttpResponseBase:
    """The workspace has no mail server of its own any more."""
    desk = request.desk
    with change(desk.workspace, desk.user, Sentence("Removed the mail server")) as unit:
        for server in unit.rows(MailServer):
            server.remove()
    return redirect("/settings/#mail")


@writes(as_form)
def test_mail(request: DeskRequest) -> HttpResponseBase:
    """Send a mail to the person who asks, and say what the server said."""
    try:
        outcome = try_out(request.desk.workspace, request.desk.user.email)
    except Conflict as nothing:
        messages.error(request, nothing.sentence)
        return redirect("/settings/#mail")
    if outcome.state == "sent":
        sentence = Sentence(
            "A test mail is on its way to {address}.", {"address": request.desk.user.email}
        )
        messages.success(request, f"{sentence} {outcome.said}")
    else:
        messages.error(request, str(outcome.said))
    return redirect("/settings/#mail")


urlpatterns = [
    path("settings/mail/", save_mail, name="settings_mail"),
    path("settings/mail/forget/", forget_mail, name="settings_mail_forget"),
    path("settings/mail/test/", test_mail, name="settings_mail_test"),
]

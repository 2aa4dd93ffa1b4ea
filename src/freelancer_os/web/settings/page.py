"""The settings of a workspace, and of the person who looks at them."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from freelancer_os.core.log.changes import change
from freelancer_os.core.values.dates import show_instant
from freelancer_os.core.values.money import format_money
from freelancer_os.core.words import Sentence
from freelancer_os.people.letterhead import LOGOS
from freelancer_os.people.models import ApiToken, Workspace
from freelancer_os.web.settings.forms import SettingsForm
from freelancer_os.web.settings.mail import mail_part
from freelancer_os.web.settings.tax import tax_part
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk
from freelancer_os.web.shell.answer import page_again
from freelancer_os.web.shell.forms import PlainForm
from freelancer_os.web.shell.frame.rail import THEME, THEMES
from freelancer_os.web.shell.gate import as_form, writes

A_YEAR = 365 * 24 * 60 * 60


@at_desk
@require_safe
def show(request: DeskRequest) -> HttpResponseBase:
    """`/settings/`"""
    return page(request)


@writes(as_form)
def save(request: DeskRequest) -> HttpResponseBase:
    """Workspace and letterhead: what was sent and differs, as one change."""
    desk = request.desk
    form = SettingsForm(request.POST, workspace=desk.workspace)
    if form.is_valid() and form.changed_data:
        write(request, form, form.sentence, lambda workspace: workspace.edit(form.changes))
    return _answer(request, form)


def _answer(request: DeskRequest, sent: SettingsForm) -> HttpResponseBase:
    """The page again; what was refused is said at its field, by the script or on the page."""
    if not sent.errors:
        return page_again(request, "") if request.htmx else redirect("settings")
    if request.htmx:
        raise ValidationError(sent.errors.as_data())
    return page(request, form=sent)


def write(
    request: DeskRequest, form: PlainForm, sentence: Sentence, verb: Callable[[Workspace], object]
) -> None:
    """Write the workspace through the log; what it refuses is shown at the fields."""

    def written() -> None:
        with change(request.desk.workspace, request.desk.user, sentence) as unit:
            verb(unit.workspace)

    if form.takes(written):
        messages.success(request, str(sentence), extra_tags="undo")


@at_desk
@require_POST
def save_theme(request: DeskRequest) -> HttpResponseBase:
    """Light, dark, or as the system has it; kept in a cookie of this browser."""
    answer = redirect("settings")
    chosen = request.POST.get("theme")
    if chosen not in THEMES:
        answer.delete_cookie(THEME)
        return answer
    answer.set_cookie(
        THEME,
        chosen,
        max_age=A_YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer


@at_desk
@require_POST
def save_language(request: DeskRequest) -> HttpResponseBase:
    """The language of the person in every browser, or as each browser asks for."""
    user, chosen = request.desk.user, request.POST.get("language", "")
    user.language = chosen if chosen in dict(settings.LANGUAGES) else ""
    user.save(update_fields=["language"])
    return redirect("settings")


def page(
    request: DeskRequest,
    *,
    form: SettingsForm | None = None,
    new_token: str = "",
) -> HttpResponse:
    """The page with its forms; one with mistakes in it keeps what was typed."""
    desk: Desk = request.desk
    context = {
        "form": form or SettingsForm(workspace=desk.workspace),
        "logos": ",".join(sorted(LOGOS)),
        "logo": desk.workspace.logo[:16],
        "example": format_money(123456789, desk.formats.currency, desk.formats.locale),
        "themes": [("", _("As the system")), ("light", _("Light")), ("dark", _("Dark"))],
        "languages": [("", _("As the browser asks")), *settings.LANGUAGES],
        "tokens": _tokens(desk),
        "new_token": new_token,
        **tax_part(desk),
        **mail_part(desk),
    }
    wrong = form is not None and form.errors
    return render(request, "settings/page.html", context, status=422 if wrong else 200)


def _tokens(desk: Desk) -> list[tuple[ApiToken, str]]:
    """The person's tokens in this workspace, newest first, with when they were made."""
    own = ApiToken.objects.filter(user=desk.user, workspace=desk.workspace).order_by("-id")
    formats = desk.formats
    return [
        (
            token,
            show_instant(token.created_at, formats.locale, formats.time_zone, today=formats.today),
        )
        for token in own
    ]


@never_cache
@at_desk
@require_POST
def make_token(request: DeskRequest) -> HttpResponseBase:
    """A new token, shown in this answer and never again."""
    desk = request.desk
    read_only = "read_only" in request.POST or not desk.may_write
    secret = ApiToken.issue(desk.user, desk.workspace, read_only=read_only)
    return page(request, new_token=secret)


@at_desk
@require_POST
def delete_token(request: DeskRequest, pk: UUID) -> HttpResponseBase:
    """What used the token is locked out from now on."""
    desk = request.desk
    mine = ApiToken.objects.filter(pk=pk, user=desk.user, workspace=desk.workspace)
    if mine.delete()[0]:
        messages.success(request, _("The token is deleted; what used it is locked out."))
    else:
        messages.error(request, _("This token is not one of yours, or it was deleted already."))
    return redirect("settings")


urlpatterns = [
    path("settings/", show, name="settings"),
    path("settings/save/", save, name="settings_save"),
    path("settings/theme/", save_theme, name="settings_theme"),
    path("settings/language/", save_language, name="settings_language"),
    path("settings/tokens/", make_token, name="token_make"),
    path("settings/tokens/<uuid:pk>/delete/", delete_token, name="token_delete"),
]

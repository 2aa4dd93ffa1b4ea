"""Files into the tray: each is kept and read as it arrives, and all are taken as one change.

A page sends every file by itself (`receipts/keep/`), shows how far it is and why one is refused,
and then takes what was kept (`receipts/add/`). Without scripts a form sends them all at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.template.defaultfilters import filesizeformat
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from freelancer_os.collections.money.deciding.tray import take_files
from freelancer_os.core.attached.attachments import clean_name
from freelancer_os.core.files.naming import named
from freelancer_os.core.files.store import FRESH, LARGEST, Kept, TooLarge, keep, renew
from freelancer_os.core.log.unit import Unit
from freelancer_os.finance.receipts.reading.said import Said
from freelancer_os.finance.receipts.taking import Given, Known, read
from freelancer_os.web.shell.access import Desk, DeskRequest
from freelancer_os.web.shell.answer import page_again, problem
from freelancer_os.web.shell.gate import told_of, writes
from freelancer_os.web.shell.uploads import bounded

SALT = "receipts"
AT_ONCE = 20  # files of a form without scripts
SAID = 3  # files that are known and named in a message
LONGEST_BODY = AT_ONCE * LARGEST + 1024 * 1024


def _as_words(request: DeskRequest, error: ValidationError) -> HttpResponseBase:
    return problem(" ".join(error.messages))


def _too_long(request: DeskRequest) -> HttpResponseBase:
    sentence = _("A file may have {size} at most.")
    return problem(sentence.format(size=filesizeformat(LARGEST)), 413)


@csrf_exempt  # checked below, once it is sure that the body may be read
@writes(_as_words)
@bounded(LARGEST + 1024 * 1024, _too_long)
@csrf_protect
def keep_one(request: DeskRequest) -> HttpResponse:
    """Keep and read one file; its answer names it for `add`."""
    desk = request.desk
    with named(_kept(request.FILES.getlist("files")[:1])) as files:
        if not files:
            raise ValidationError([_("Choose a file first.")])
        (one,) = read(desk.workspace, files)
        told: dict[str, Any] = {
            "name": one.name,
            "kept": [one.kept.digest, one.kept.size, one.kept.media_type],
        }
        told |= {"said": one.said.told, "for": str(desk.workspace.pk)}
    token = signing.dumps(told, salt=SALT, compress=True)
    return JsonResponse({"token": token})


@csrf_exempt
@writes(_as_words)
@bounded(LONGEST_BODY, _too_long)
@csrf_protect
def add(request: DeskRequest) -> Unit | HttpResponseBase:
    """Take what was kept, or the files of the form, as one change; what is here already is said."""
    desk = request.desk
    tokens = request.POST.get("token", "").split()
    given = [_given(token, str(desk.workspace.pk)) for token in tokens]
    with named(_kept(request.FILES.getlist("files")[:AT_ONCE])) as files:
        given += read(desk.workspace, files)
        if not given:
            raise ValidationError([_("Choose a file first.")])
        _made, known, unit = take_files(desk.workspace, desk.user, given, door="page")
    said = " ".join(filter(None, [told_of(unit), *_told(desk, known)]))
    return page_again(request, said, undo=unit.written is not None)


def _told(desk: Desk, known: Sequence[Known]) -> list[str]:
    """Which files are here already: a few by their names."""
    told, more = [one.why for one in known[:SAID]], len(known[SAID:])
    sentence = ngettext("{count} more is here.", "{count} more are here.", more)
    return [*told, sentence.format(count=desk.formats.count(more))] if more else told


def _kept(given: list[Any]) -> Iterator[tuple[str, Kept]]:
    for file in given:
        try:
            yield clean_name(file.name), keep(file.chunks())
        except TooLarge as error:
            sentence = _("“{file}” is too large.").format(file=clean_name(file.name))
            raise ValidationError([sentence]) from error


def _given(token: str, workspace: str) -> Given:
    """What was kept a moment ago. Raises ValidationError for what is no such thing any more."""
    try:
        held = signing.loads(token, salt=SALT, max_age=FRESH)
    except signing.BadSignature:
        held = {}
    if held.get("for") != workspace or not renew(held["kept"][0]):
        raise ValidationError([_("This was dropped too long ago. Drop it again.")])
    return Given(held["name"], Kept(*held["kept"]), Said.recalled(held["said"]))


urlpatterns = [
    path("receipts/keep/", keep_one, name="receipts_keep"),
    path("receipts/add/", add, name="receipts_add"),
]

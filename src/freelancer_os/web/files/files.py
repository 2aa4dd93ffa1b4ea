"""The files of a record: added on its page, shown or downloaded, deleted."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.defaultfilters import filesizeformat
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_safe

from freelancer_os.core.attached.attachments import Attachment, attach, clean_name
from freelancer_os.core.files.media import PDF, SHOWN, UNKNOWN
from freelancer_os.core.files.naming import named
from freelancer_os.core.files.store import LARGEST, Kept, TooLarge, keep, path_of
from freelancer_os.core.log.changes import change
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.base import Record
from freelancer_os.core.words import Sentence
from freelancer_os.engine.write import writing
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk
from freelancer_os.web.shell.gate import writes
from freelancer_os.web.shell.uploads import bounded

AT_ONCE = 10  # files in one request
THUMBNAIL = 5 * 1024 * 1024  # a larger image is not fetched to be shown small
LONGEST_BODY = AT_ONCE * LARGEST + 1024 * 1024  # with what a form adds around them
POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors "
# A sandbox would keep the browser's own viewer from showing a PDF, which a page of ours may frame.
FRAMED = f"{POLICY}'self'; object-src 'self'"
SANDBOX = f"{POLICY}'none'; sandbox"


@dataclass(frozen=True)
class Listed:
    """A file of a record as its list shows it: `preview` is "image" or "pdf" where it has one."""

    file: Attachment
    preview: str
    has_thumbnail: bool


def files_on(desk: Desk, found: Record) -> list[Listed]:
    """The files of a record, oldest first."""
    return [_listed(file) for file in Attachment.objects.of(desk.workspace).on(found)]


def _listed(file: Attachment) -> Listed:
    is_image = file.media_type in SHOWN - {PDF}
    preview = "image" if is_image else "pdf" if file.media_type == PDF else ""
    return Listed(file, preview, is_image and file.size <= THUMBNAIL)


@require_safe
@at_desk
def show(request: DeskRequest, pk: UUID) -> HttpResponseBase:
    """A file: images and PDFs open in the browser, everything else is a download."""
    attachment = Attachment.objects.of(request.desk.workspace).filter(pk=pk).first()
    if attachment is None:
        raise Http404("There is no such file.")
    kind = attachment.media_type if attachment.media_type in SHOWN else UNKNOWN
    try:
        content = path_of(attachment.digest).open("rb")
    except FileNotFoundError as error:
        raise Http404("This file is missing from the data folder.") from error
    answer = FileResponse(
        content, as_attachment=kind == UNKNOWN, filename=attachment.name, content_type=kind
    )
    answer["Content-Security-Policy"] = FRAMED if kind == PDF else SANDBOX
    answer["X-Frame-Options"] = "SAMEORIGIN" if kind == PDF else "DENY"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _too_long(request: DeskRequest) -> HttpResponseBase:
    most = filesizeformat(LARGEST)
    sentence = _("Add at most {count} files at a time, of at most {size} each.")
    return _refused(request, sentence.format(count=AT_ONCE, size=most), 413)


@csrf_exempt  # checked below, once it is sure that the body may be read
@writes(lambda request, error: _refused(request, " ".join(error.messages), 422))
@bounded(LONGEST_BODY, _too_long)
@csrf_protect
def add(request: DeskRequest, slug: str, pk: UUID) -> Unit | HttpResponseBase:
    """Add the files of a form to a record, as one change."""
    desk = request.desk
    collection = desk.collection(slug)
    record = writing.stored(collection, desk.workspace, pk)
    given = request.FILES.getlist("files")
    if problem := _problem(given):
        return _refused(request, *problem)
    sentence = Sentence("Added files")
    with named(_kept(given)) as kept, change(desk.workspace, desk.user, sentence) as unit:
        made = attach(writing.get(collection, unit, pk), kept)
        unit.sentence = _added(made, record)
    return unit


@writes()
def delete(request: DeskRequest, pk: UUID) -> Unit:
    """Take a file off its record."""
    desk = request.desk
    with change(desk.workspace, desk.user, Sentence("Deleted a file")) as unit:
        attachment = unit.rows(Attachment).filter(pk=pk).first()
        if attachment is None:
            raise Http404("There is no such file.")
        named = {"file": str(attachment), "record": str(attachment.record())}
        unit.sentence = Sentence("Deleted {file} of {record}", named)
        attachment.remove()
    return unit


def _added(made: list[Attachment], record: Record) -> Sentence:
    if len(made) == 1:
        return Sentence("Added {file} to {record}", {"file": str(made[0]), "record": str(record)})
    return Sentence(
        "Added {count} file to {record}",
        {"record": str(record)},
        several="Added {count} files to {record}",
        count=len(made),
    )


def _problem(given: list[Any]) -> tuple[str, int] | None:
    """Why these files are not taken, and the status of the answer."""
    if not given:
        return _("Choose a file first."), 422
    if len(given) > AT_ONCE:
        return _("Add at most {count} files at a time.").format(count=AT_ONCE), 422
    large = next((file for file in given if file.size > LARGEST), None)
    if large is not None:
        name, most = clean_name(large.name), filesizeformat(LARGEST)
        sentence = _("“{file}” is {size}; a file may have {most} at most.")
        return sentence.format(file=name, size=filesizeformat(large.size), most=most), 413
    return None


def _kept(given: list[Any]) -> Iterator[tuple[str, Kept]]:
    for file in given:
        try:
            yield file.name, keep(file.chunks())
        except TooLarge as error:
            sentence = _("“{file}” is too large.").format(file=clean_name(file.name))
            raise ValidationError([sentence]) from error


def _refused(request: DeskRequest, sentence: str, status: int) -> HttpResponseBase:
    """A sentence at the form; without script, above the page."""
    if request.htmx:
        line = format_html('<ul class="problems"><li data-field="files">{}</li></ul>', sentence)
        return HttpResponse(line, status=status)
    messages.error(request, sentence)
    return HttpResponseRedirect(request.path.removesuffix("files/"))


urlpatterns = [
    path("files/<uuid:pk>/", show, name="file"),
    path("files/<uuid:pk>/delete/", delete, name="delete_file"),
    path("<slug:slug>/<uuid:pk>/files/", add, name="add_files"),
]

"""The year-end pack on its page: taken at once, or made beside the page and then taken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from freelancer_os.core.values.dates import show_instant
from freelancer_os.core.values.spans import Span
from freelancer_os.reports.written.pack import as_pack
from freelancer_os.reports.written.packing import ZIP, begin, made, making, named
from freelancer_os.reports.year_end import is_large, year_of
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk


def pack_of(desk: Desk, span: Span) -> dict[str, object]:
    """How the pack of a year is come by: at once, or how far it is made."""
    year = span.first.year
    found: dict[str, object] = {
        "pack_file": f"/reports/year-end.zip?year={year}",
        "pack_address": f"/reports/year-end/pack/?year={year}",
        "is_large": is_large(desk.workspace, span),
    }
    if not found["is_large"]:
        return found
    shown = desk.formats.count
    is_made, at = made(desk.workspace, desk.user, span), making(desk.workspace, desk.user, span)
    if at is not None and at.has_failed:
        return {**found, "pack_failed": True}
    if at is not None:
        told = _("File {done} of {total}").format(done=shown(at.done), total=shown(at.total))
        return {**found, "pack_making": at, "pack_told": told}
    if is_made is not None:
        found["pack_made"] = _("Made {moment}").format(moment=_moment(desk, is_made))
    return found


def _moment(desk: Desk, file: Path) -> str:
    """When a file was made."""
    at, formats = datetime.fromtimestamp(file.stat().st_mtime, UTC), desk.formats
    return show_instant(at, formats.locale, desk.workspace.time_zone, today=formats.today)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def pack(request: DeskRequest) -> HttpResponseBase:
    """How far the pack is; by POST it is begun, by whoever may read: it changes no record."""
    desk = request.desk
    try:
        span = year_of(desk.workspace, {"year": request.GET.get("year", "")})
    except ValidationError as error:
        raise Http404(" ".join(error.messages)) from error
    if request.method == "POST":
        begin(desk.workspace, desk.user, span)
    if not request.htmx:
        return redirect(f"/reports/year-end/?year={span.first.year}")
    return render(request, "reports/pack.html", pack_of(desk, span))


def year_file(desk: Desk, given: Mapping[str, str], *, is_kept: bool) -> HttpResponseBase:
    """The zip of a year: the one that was made before, or made now. Raises ValidationError."""
    span = year_of(desk.workspace, given)
    if not is_kept:
        return as_pack(desk.workspace, span)
    found = made(desk.workspace, desk.user, span)
    if found is None:
        raise Http404(_("This file is kept for a day. Make it anew."))
    return FileResponse(
        found.open("rb"), as_attachment=True, filename=named(span), content_type=ZIP
    )

"""What a date means that is being typed: the date picker shows it."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.urls import path
from django.utils.html import format_html

from freelancer_os.core.values.dates import edit_instant, parse_date, parse_instant
from freelancer_os.engine.formats import Formats
from freelancer_os.web.cells.targets import typed_in
from freelancer_os.web.shell.access import DeskRequest, at_desk


@at_desk
def meaning(request: DeskRequest) -> HttpResponseBase:
    """`/dates/?q=fri`: the date, or with `timed` the date and the time, nothing where it is none.

    `held` is what the field held before, of which what is left out is taken.
    """
    given, formats = request.GET, request.desk.formats
    try:
        found = _read(typed_in(given), typed_in(given, "held"), formats, is_timed="timed" in given)
    except ValidationError:
        return HttpResponse()
    return HttpResponse(format_html('<time datetime="{}"></time>', found))


def _read(text: str, held: str, formats: Formats, *, is_timed: bool) -> str:
    locale, today = formats.locale, formats.today
    if not is_timed:
        return parse_date(text, locale, today, field="").isoformat()
    zone = formats.time_zone
    before = parse_instant(held, locale, zone, today, field="") if " " in held else None
    return edit_instant(parse_instant(text, locale, zone, today, field="", held=before), zone)


urlpatterns = [path("dates/", meaning, name="dates")]

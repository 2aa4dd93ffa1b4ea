"""`/quick`: what a sentence means, and booking it."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from freelancer_os.api.bodies import read_object
from freelancer_os.api.once import once
from freelancer_os.api.places import anywhere
from freelancer_os.api.problems import as_json
from freelancer_os.api.records import made
from freelancer_os.api.routes import Call, route
from freelancer_os.core.values.text import refusal
from freelancer_os.quick.asked import Part, Reading
from freelancer_os.quick.booking import book
from freelancer_os.quick.reading import chosen, read


def _preview(call: Call[None]) -> HttpResponse:
    query = call.allow("text")
    if "text" not in query:
        raise refusal("text", _("Say what to add: ?text=…"))
    readings = read(call.caller.formats, query["text"])
    return as_json({"items": [_printed(one) for one in readings]})


def _printed(reading: Reading) -> dict[str, object]:
    return {
        "makes": reading.makes,
        "collection": reading.collection,
        "title": reading.title,
        "parts": [_part(part) for part in reading.parts],
    }


def _part(part: Part) -> dict[str, object]:
    return {
        "name": part.name,
        "value": part.value,
        "text": part.text,
        "asks": part.sentence if part.is_asked else None,
        "options": [{"value": one.value, "text": one.text} for one in part.options],
    }


def _book(call: Call[None]) -> HttpResponse:
    given = read_object(call.request)
    call.allow()
    return once(call, lambda: _booked(call, given))


def _booked(call: Call[None], given: dict[str, object]) -> HttpResponse:
    for name in given:
        if name not in {"text", "makes", "answers"}:
            raise refusal(name, _("There is no parameter “{name}”.").format(name=name[:40]))
    caller = call.caller
    reading = chosen(
        caller.formats, given.get("text", ""), given.get("makes"), given.get("answers")
    )
    collection, record, _unit = book(caller.workspace, caller.user, reading, door="api")
    return made(call, collection, record)


quick_view = route(anywhere, GET=_preview, POST=_book)

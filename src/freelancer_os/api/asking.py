"""Questions to the whole workspace: why a total is what it is, where something is, who asks."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from freelancer_os.api.places import Place, anywhere, record_of
from freelancer_os.api.problems import as_json
from freelancer_os.api.records import next_url
from freelancer_os.api.routes import Call, route
from freelancer_os.core.values.amounts import print_amount
from freelancer_os.core.values.scaled import print_hours
from freelancer_os.core.values.text import refusal
from freelancer_os.engine.query.listing import read_limit
from freelancer_os.engine.query.searching import LONGEST, search
from freelancer_os.engine.query.why import Entry, why


def _explain(call: Call[Place]) -> HttpResponse:
    query = call.allow("limit", "cursor")
    place, formats = call.place, call.caller.formats
    limit = read_limit(query.get("limit"), 50)
    cursor = query.get("cursor")
    found = why(place.collection, place.record, place.total, formats, cursor=cursor, limit=limit)
    return as_json(
        {
            "total": _amount(found.total, found.currency),
            "items": [_entry(entry) for entry in found.entries],
            "next": next_url(call, found.cursor),
        }
    )


def _entry(entry: Entry) -> dict[str, object]:
    return {
        "collection": entry.collection,
        "id": str(entry.id),
        "title": entry.title,
        "date": entry.date and entry.date.isoformat(),
        "amount": _amount(entry.amount, entry.currency),
        "currency": entry.currency,
    }


def _amount(amount: int, currency: str | None) -> str:
    """Money where there is a currency, else hours."""
    return print_hours(amount) if currency is None else print_amount(amount, currency)


def _search(call: Call[None]) -> HttpResponse:
    query = call.allow("q", "limit")
    if "q" not in query:
        raise refusal("q", _("Say what to search for: ?q=…"))
    limit = read_limit(query.get("limit"), LONGEST)
    found = search(call.caller.workspace, query["q"], limit=limit)
    items = [{"collection": f.collection, "id": str(f.id), "title": f.title} for f in found]
    return as_json({"items": items})


def _me(call: Call[None]) -> HttpResponse:
    call.allow()
    caller = call.caller
    return as_json(
        {
            "email": caller.user.email,
            "workspace": caller.workspace.name,
            "role": caller.membership.role,
            "calendar_feed": None,
        }
    )


explain_view = route(record_of, GET=_explain)
search_view = route(anywhere, GET=_search)
me_view = route(anywhere, GET=_me)

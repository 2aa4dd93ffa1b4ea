"""The record that is open beside the page: `?peek=slug:id` in the address of any page.

`:history` after the id shows its history instead, and a number after that the changes before it.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404

from freelancer_os.core.ids import read_id
from freelancer_os.engine.write import writing
from freelancer_os.web.record.opened import Opened, opened
from freelancer_os.web.record.past import Past, past
from freelancer_os.web.shell.access import Desk, DeskRequest

NAME = "peek"
_PEEK = re.compile(r"([a-z-]{1,40}):([0-9a-f-]{36})(:history(?::([0-9]{1,18}))?)?")


@dataclass(frozen=True)
class Peek:
    """What stands beside the page: a record, or (`past`) the history of one.

    `address` is that of the record's own page, `closed` that of this one without it, `back` and
    `to_history` those of the two things it shows.
    """

    title: str
    key: str
    address: str
    closed: str
    back: str
    to_history: str
    opened: Opened | None
    past: Past | None


def peek_of(request: DeskRequest) -> Peek | None:
    """What the address of a page asks for beside it; None for nothing, or nonsense."""
    desk, asked = getattr(request, "desk", None), request.GET.get(NAME, "")
    match = _PEEK.fullmatch(asked)
    pk = match and read_id(match[2])
    if desk is None or match is None or pk is None:
        return None
    try:
        return _peek(request, desk, match[1], pk, match[4] or "" if match[3] else None)
    except Http404:
        return None


def _peek(request: DeskRequest, desk: Desk, slug: str, pk: UUID, before: str | None) -> Peek:
    """`before` is None where the record itself is shown."""
    collection, key = desk.collection(slug), f"{slug}:{pk}"
    if not collection.has_page:
        raise Http404("There is no such page.")
    found = shown = None
    if before is None:
        found = opened(desk, collection, pk, region=NAME)
        title = found.title
    else:
        record = writing.stored(collection, desk.workspace, pk)
        title = str(record)
        shown = past(
            desk,
            collection,
            record,
            lambda number: _with(request, f"{key}:history{number and f':{number}'}"),
            before=before,
        )
    return Peek(
        title=title,
        key=key,
        address=f"/{slug}/{pk}/",
        closed=_with(request, ""),
        back=_with(request, key),
        to_history=_with(request, f"{key}:history"),
        opened=found,
        past=shown,
    )


def _with(request: DeskRequest, peek: str) -> str:
    """The page's own address with another peek, or none."""
    query = {name: value for name, value in request.GET.items() if name != NAME}
    query |= {NAME: peek} if peek else {}
    return f"{request.path}?{urlencode(query, safe=':')}" if query else str(request.path)

"""The records that the box finds; where nothing is typed, those that were opened last."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from freelancer_os.core.ids import read_id
from freelancer_os.engine.query.searching import Found, search
from freelancer_os.engine.registry import collections
from freelancer_os.web.palette.sections import Asked, Option, Section, Used
from freelancer_os.web.palette.telling import in_brief, lacking, notes_of, place_of

MOST = 8
RECENT = 6
LINKED = ("client", "project", "service", "account")
COLOURS = {
    "clients": "green",
    "projects": "blue",
    "services": "violet",
    "invoices": "amber",
    "accounts": "violet",
    "meetings": "blue",
    "goals": "green",
    "bank-lines": "stone",
}
"""The colour of the tag that says what a record is; stone for the others."""


def found(asked: Asked) -> Section | None:
    """What fits the words that were typed, or what was opened last."""
    if asked.mark:
        return None
    if not asked.words:
        return Section("recent", _("Recently opened"), _options(asked, _recent(asked)))
    used = [one.id for one in asked.used]
    hits = search(asked.desk.workspace, asked.text, limit=MOST, used=used)
    name = "found" if hits else "linked"
    return Section(name, _("Found"), _options(asked, hits or _linked(asked)))


def _linked(asked: Asked) -> list[Found]:
    """The records that a sentence links to, where none holds all its words."""
    readings, _problems = asked.meant
    found = []
    for name in LINKED if readings else ():
        part, of = readings[0].part(name), collections.get(f"{name}s")
        key = read_id(part.value) if part is not None else None
        if of is not None and key is not None:
            found += [Found(of, one) for one in of.some(asked.desk.workspace, [key]).values()]
    return found


def _recent(asked: Asked) -> list[Found]:
    """What was opened last and is there, but for the page one is on."""
    desk = asked.desk
    wanted = [one for one in asked.used if asked.path != f"/{one.slug}/{one.id}/"][:RECENT]
    by_slug: dict[str, list[UUID]] = defaultdict(list)
    for one in dict.fromkeys(wanted):
        by_slug[one.slug].append(one.id)
    held: dict[Used, Found] = {}
    for slug, keys in by_slug.items():
        if (collection := collections.get(slug)) is not None:
            for key, record in collection.some(desk.workspace, keys).items():
                held[Used(slug, key)] = Found(collection, record)
    return [held[one] for one in dict.fromkeys(wanted) if one in held]


def _options(asked: Asked, hits: Sequence[Found]) -> list[Option]:
    typed = asked.words
    wanting = {one.id: lacking(one.title, typed) for one in hits}
    notes = notes_of(asked.desk.workspace, [key for key, words in wanting.items() if words])
    return [_option(asked, one, wanting[one.id], notes) for one in hits]


def _option(asked: Asked, one: Found, wanting: list[str], notes: dict[UUID, str]) -> Option:
    of = asked.desk.own.of(one.of)
    place = place_of(one, of, wanting, notes) if wanting else ""
    return Option(
        one.title,
        address=f"/{one.collection}/{one.id}/",
        kind=of.singular[:1].upper() + of.singular[1:],
        colour=COLOURS.get(one.collection, "stone"),
        more=place or in_brief(one.record, of, asked.desk.formats),
    )

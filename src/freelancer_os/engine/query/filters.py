"""The filters of an address: every parameter becomes a tree of conditions, and that a query."""

from collections.abc import Iterator, Mapping
from itertools import chain

from django.db.models import Q
from django.utils.translation import gettext as _

from freelancer_os.core.values.dates import read_date
from freelancer_os.core.values.text import clean, fold, refusal
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.query.conditions import Condition, Node, compiled, read

PAGING = {"limit", "order", "cursor"}
LONGEST = 200  # characters that are searched for
SIDES = {"date_from": "on_or_after", "date_to": "on_or_before"}


def asked(collection: Collection, query: Mapping[str, str]) -> dict[str, Node]:
    """What each parameter of a query asks of the records, but for the search (`q`).

    Raises ValidationError on a parameter that is no filter.
    """
    found: dict[str, Node] = {}
    for name, text in query.items():
        if name == "where":
            found |= {name: read(text)} if text else {}
        elif name not in PAGING and name != "q":
            found[name] = plain(collection, name, text)
    return found


def named(collection: Collection, query: Mapping[str, str]) -> set[str]:
    """The fields about which the filters of a query ask. Raises ValidationError."""
    return set(chain.from_iterable(map(_fields, asked(collection, query).values())))


def _fields(node: Node) -> Iterator[str]:
    if isinstance(node, Condition):
        yield node.field
    else:
        for part in node.parts:
            yield from _fields(part)


def narrowing(collection: Collection, formats: Formats, query: Mapping[str, str]) -> Q:
    """The records that the parameters of a query leave; raises ValidationError per parameter."""
    found = Q()
    for name, node in asked(collection, query).items():
        found &= compiled(collection, node, formats, name)
    return found & _searched(collection, query["q"]) if query.get("q") else found


def plain(collection: Collection, name: str, text: str) -> Condition:
    """The filter `name=text` as a condition; raises ValidationError on `name`."""
    if name in SIDES:
        if not collection.on:
            raise refusal(
                name, _("{collection} have no date.").format(collection=collection.subject)
            )
        return Condition(collection.on, SIDES[name], read_date(text, field=name).isoformat())
    one = collection.filterable.get(name)
    if one is None:
        raise refusal(
            name,
            _("{collection} have no filter “{name}”.").format(
                collection=collection.subject, name=name[:40]
            ),
        )
    return Condition(name, *one.plain(text))


def _searched(collection: Collection, text: str) -> Q:
    wanted, found = clean(text, field="q", max_length=LONGEST), Q()
    for column in collection.search:
        is_folded = column.endswith("folded")
        lookup, sought = ("contains", fold(wanted)) if is_folded else ("icontains", wanted)
        found |= Q(**{f"{column}__{lookup}": sought})
    return found

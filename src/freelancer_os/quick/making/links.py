"""What the names of a sentence link to, made to fit each other."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Collection as Places
from dataclasses import dataclass, field
from typing import Any

from freelancer_os.core.ids import read_id
from freelancer_os.core.records.base import Record
from freelancer_os.people.models import Workspace
from freelancer_os.quick.finding.names import MODELS, Match, Names

WORK = ("client", "project", "service")


@dataclass
class Links:
    """By field the records that are meant: one, or several among which is to be chosen.

    `each` are the same for each piece that names some. `unclear` are matches of one piece in
    several fields. `taken` are the places of all these words.
    """

    found: dict[str, list[Any]] = field(default_factory=dict)
    each: dict[str, list[list[Any]]] = field(default_factory=dict)
    unclear: list[Match] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)

    def one(self, name: str) -> Record | None:
        """The record that is meant, None where there is none, or several."""
        records = self.found.get(name, [])
        return records[0] if len(records) == 1 else None


def links_of(
    names: Names,
    taken: Places[int],
    fits: Callable[[Match], bool],
    answers: Mapping[str, Any],
    workspace: Workspace,
) -> Links:
    """What the words that nothing has taken link to; `answers` say which of several is meant."""
    links = Links()
    places: dict[str, set[int]] = {}
    for group in names.groups(taken, fits):
        one = _clear(group)
        if one is None:
            links.unclear = links.unclear or group
            links.taken |= group[0].piece.places
            continue
        links.each.setdefault(one[0].field, []).append([match.record for match in one])
        records = links.found.setdefault(one[0].field, [])
        records += [match.record for match in one if match.record not in records]
        places.setdefault(one[0].field, set()).update(one[0].piece.places)
    _answered(links, places, answers, workspace)
    _fit(links, places)
    links.taken |= set().union(*places.values())
    return links


def _clear(group: list[Match]) -> list[Match] | None:
    """The matches of a piece in one field; None where it is not clear in which.

    A client is meant before what is done for that client.
    """
    fields = {match.field for match in group}
    if len(fields) == 1:
        return group
    clients = {match.record.pk for match in group if match.field == "client"}
    if (
        fields <= {*WORK}
        and len(clients) == 1
        and all(m.field == "client" or m.record.client_id in clients for m in group)
    ):
        return [match for match in group if match.field == "client"]
    return None


def _answered(
    links: Links, places: dict[str, set[int]], answers: Mapping[str, Any], workspace: Workspace
) -> None:
    """Put what was answered in the place of what the words say; "" is nothing."""
    if links.unclear and isinstance(which := answers.get("named"), str):
        name, _, key = which.partition(":")
        chosen = [m for m in links.unclear if m.field == name and str(m.record.pk) == key]
        if chosen:
            links.found[name] = [chosen[0].record]
            links.each.setdefault(name, []).append([chosen[0].record])
            links.unclear = []
    for name, value in answers.items():
        if name in MODELS:
            chosen_id = read_id(value)
            record = chosen_id and MODELS[name].objects.of(workspace).filter(pk=chosen_id).first()
            links.found[name] = [record] if record else []
            places.setdefault(name, set())


def _fit(links: Links, places: dict[str, set[int]]) -> None:
    """Keep of projects and services those that belong to what stands above them.

    Of which none does was not meant: its words stay words. What is known below says what is above.
    """
    for name, above in (("project", ("client",)), ("service", ("project", "client"))):
        for upper in above:
            _keep(links, places, name, upper)
    for name, above in (("service", ("project", "client")), ("project", ("client",))):
        found = links.found.get(name, [])
        for upper in above:
            keys = {getattr(record, f"{upper}_id") for record in found} - {None}
            if len(found) == 1 and len(keys) == 1 and links.one(upper) is None:
                links.found[upper] = [getattr(found[0], upper)]


def _keep(links: Links, places: dict[str, set[int]], name: str, upper: str) -> None:
    found, over = links.found.get(name, []), _keys(links.found.get(upper, []))
    if not found or not over:
        return
    kept = [record for record in found if getattr(record, f"{upper}_id") in over]
    links.found[name] = kept
    if not kept:
        places.pop(name, None)
        del links.found[name]


def _keys(records: Iterable[Any]) -> set[Any]:
    return {record.pk for record in records}

"""The values of a choice of one's own, changed one at a time, as the head of a column does."""

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from freelancer_os.core.log.unit import Unit
from freelancer_os.core.values.slugs import words_of
from freelancer_os.core.words import Part, Sentence
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.own.choices import Select
from freelancer_os.engine.own.own_choice import COLOUR, OwnChoice
from freelancer_os.engine.own.place import Own
from freelancer_os.engine.own.properties import Property
from freelancer_os.engine.registry import collections

Options = list[dict[str, str]]


@dataclass(frozen=True)
class Wanted:
    """What becomes of a value: a label, a colour, a place `past` another, or nothing more of it.

    Without a value it is a new one, of that label.
    """

    value: str = ""
    label: str = ""
    colour: str = ""
    past: str = ""
    is_gone: bool = False


def takes_values(one: object) -> bool:
    """Whether a workspace has its own values of a field, each record one of them."""
    return isinstance(one, OwnChoice | Select)


def built_in(collection: Collection, one: Choice) -> frozenset[str]:
    """The values of a choice that are never taken away."""
    declared = collections.get(collection.slug)
    found = declared.by_name.get(one.name) if declared is not None else None
    return (
        frozenset(key for key, _, _ in found.choices) if isinstance(found, Choice) else frozenset()
    )


def arrange(unit: Unit, collection: Collection, one: Choice, wanted: Wanted) -> Sentence:
    """Change one value of a choice, and say what was done. Raises ValidationError, Http404."""
    keeper = _keeper(unit, collection, one)
    options = _options(keeper, collection, one)
    place = next((n for n, option in enumerate(options) if option["value"] == wanted.value), None)
    if not wanted.value:
        keeper.edit({"options": [*options, {"label": wanted.label}]})
        return Sentence("Added {option} to {field}", _parts(keeper, keeper.options[-1], one))
    if place is None:
        raise Http404(_("There is no such value."))
    arranged, sentence = _arranged(options, place, wanted, _parts(keeper, options[place], one))
    keeper.edit({"options": arranged})
    return sentence


def _arranged(
    options: Options, place: int, wanted: Wanted, parts: dict[str, Part]
) -> tuple[Options, Sentence]:
    rest = [option for n, option in enumerate(options) if n != place]
    if wanted.is_gone:
        return rest, Sentence("Deleted {option} of {field}", parts)
    if wanted.past:  # before the one that it passes where it came after that, else after it
        values = [option["value"] for option in options]
        to = values.index(wanted.past) if wanted.past in values else place
        moved = [*rest[:to], options[place], *rest[to:]]
        return moved, Sentence("Moved {option} of {field}", parts)
    if wanted.colour:
        coloured = _with(options, place, {"colour": wanted.colour})
        return coloured, Sentence("Changed the colour of {option}", parts)
    renamed = _with(options, place, {"label": wanted.label})
    return renamed, Sentence("Renamed {option} to {label}", {**parts, "label": wanted.label})


def _with(options: Options, place: int, changes: dict[str, str]) -> Options:
    return [{**one, **changes} if n == place else one for n, one in enumerate(options)]


def _parts(keeper: Property, option: dict[str, str], one: Choice) -> dict[str, Part]:
    return {"option": keeper.label_of(option), "field": one.label}


def _keeper(unit: Unit, collection: Collection, one: Choice) -> Property:
    """What the workspace keeps of the values."""
    if isinstance(one, OwnChoice):
        return one.kept_for(unit, collection)
    place = one.place
    found = unit.rows(Property).filter(pk=place.pk).first() if isinstance(place, Own) else None
    if found is None:
        raise Http404(_("There is no such property."))
    return found


def _options(keeper: Property, collection: Collection, one: Choice) -> Options:
    """All values in their order; those that records have besides, at the end."""
    known = {option["value"] for option in keeper.options}
    used = one.used(collection.model, keeper.workspace) if isinstance(one, OwnChoice) else []
    return [
        *keeper.options,
        *(
            {"value": value, "label": str(words_of(value)), "colour": COLOUR}
            for value in sorted({*used} - known)
        ),
    ]

"""The inputs of forms: one for each field, and of what a refused write lacks."""

import json
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from freelancer_os.core.ids import read_id
from freelancer_os.core.words import Option
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.choices import Choice, ChoiceOrNone
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.flags import Flag
from freelancer_os.engine.kinds.instants import Instant
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.kinds.named import Named
from freelancer_os.engine.kinds.numbers import PLAIN, Rate
from freelancer_os.engine.own.own_choice import OwnChoice
from freelancer_os.web.shell.access import Desk


@dataclass(frozen=True)
class Input:
    """One input of a composer. A link is found by typing, at `targets`; it starts with the record
    `key`, which is called `text`. One of the `options` is chosen, or made where it `creates`. A
    date may end what that of the input `after` begins. Of a number some are `known`, with their
    words, and one is `usual` where it is left empty. `effects` says what options do, as JSON."""

    name: str
    label: str
    kind: str
    value: str = ""
    is_required: bool = False
    options: list[Option] = field(default_factory=list)
    creates: bool = False
    targets: str = ""
    text: str = ""
    key: str = ""
    after: str = ""
    known: list[tuple[str, str]] = field(default_factory=list)
    usual: str = ""
    effects: str = ""

    @property
    def is_dated(self) -> bool:
        """Whether it holds a date, with a time or without."""
        return self.kind in {"date", "instant"}


def default_of(collection: Collection, one: Field) -> str:
    """The value that a choice has unless another is chosen; yes or no as a choice of two."""
    if not isinstance(one, Choice | Flag):
        return ""
    value = getattr(collection.model(), one.attribute)
    return str(value or "") if isinstance(one, Choice) else str(value).lower()


def asked_for(desk: Desk, collection: Collection, name: str, said: str | None) -> Input:
    """The input of a field that something lacked, with what was `said` so far; a day is today."""
    one = collection.writable[name]
    today = desk.workspace.today.isoformat() if one.kind == "date" else ""
    start = today if said is None else said
    is_needed = not any(one is other for other in collection.arguments) or one.kind != "date"
    made = input_of(desk, one, collection, start=start, creates=False)
    return replace(made, is_required=is_needed)


def input_of(
    desk: Desk,
    one: Field,
    collection: Collection,
    *,
    kind: str = "",
    start: str = "",
    creates: bool = True,
) -> Input:
    options: list[Option] = []
    found: dict[str, str] = {}
    if isinstance(one, OwnChoice):
        known = one.among(one.used(collection.model, desk.workspace))
        none = [("", "—", "")] if one.is_optional else []
        options = [*none, *known]
    elif isinstance(one, Choice):
        none = [("", "—", "")] if isinstance(one, ChoiceOrNone) else []
        options = [*none, *one.choices]
    elif isinstance(one, Flag):
        options = [("false", _("No"), ""), ("true", _("Yes"), "")]
    elif isinstance(one, Named):
        names = one.names(collection.model, desk.formats)
        options = [("", "—", ""), *((name, name, "stone") for name in names)]
    elif isinstance(one, Link | Links):
        begun = {
            "new": "1",
            **({"make": "1"} if creates else {}),
            **({"kind": kind} if kind else {}),
        }
        found = _targets(desk, collection, one, begun, start)
    value = start
    if one.kind == "date" and one.required and not start:
        value = desk.workspace.today.isoformat()
    if one.name == "currency":
        value = desk.formats.currency
    is_wide = one.name in {"name", "title", "description"}
    return Input(
        one.name,
        one.label,
        "wide" if is_wide else one.kind,
        one.written(value, desk.formats),
        one.required,
        options,
        creates=creates and isinstance(one, OwnChoice | Named),
        after=one.after if isinstance(one, Day | Instant) else "",
        effects=_effects(one),
        known=typed_as(one.picks(desk.formats)) if isinstance(one, Rate) else [],
        **found,
    )


def _effects(one: Field) -> str:
    """A sentence for each option that has one, as JSON for the script."""
    said = one.meant_by() if isinstance(one, Choice) else {}
    return json.dumps(said, ensure_ascii=False) if said else ""


def _targets(
    desk: Desk, collection: Collection, one: Link | Links, begun: dict[str, str], start: str
) -> dict[str, str]:
    """How a link is found by typing: where, and the name of the record with which it starts."""
    key = read_id(start)
    found = key and one.model.objects.of(desk.workspace).filter(pk=key).first()
    text = str(found) if found else "" if key else start
    address = f"/{collection.slug}/controls/targets/{one.name}/?{urlencode(begun)}"
    return {"targets": address, "text": text, "key": start if found else ""}


def typed_as(picks: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The rates that may be chosen, as they are typed: "19", or "0 AE" where it says more."""
    return [(value.removesuffix(PLAIN), words) for value, words in picks]

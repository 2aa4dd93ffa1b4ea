"""What a record offers beside its fields, the `Action` and the `Aside` of a declaration, and what a
whole list does: its `Together`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import Any
from uuid import UUID

from freelancer_os.core.log.unit import Unit
from freelancer_os.core.words import translated
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Field, Values
from freelancer_os.people.models import Workspace

VERB = re.compile(r"[a-z]+(-[a-z]+)*")


@translated("label", "done", "otherwise")
@dataclass(frozen=True, kw_only=True)
class Action:
    """One thing that can be done with the records that offer it, by a verb of their model.

    `verb` stands in its address, `label` on its button. `offered` is asked of a record and reads
    nothing but its columns, so that lists may ask it too; `otherwise` is the sentence for records
    that do not offer it. `fields` are asked for: fields of its own, or names of such as the record
    has, which are then required; a link is to records of which there are few. `starts` says what
    they begin with, as text; such as are `seldom` needed are asked for once they are, and a form
    keeps what they begin with. Where there is a better form than a field below the other, `form`
    is its address on the pages, with `{pk}`.
    `effect` says beforehand what it does, `done` afterwards, with `{record}` and the fields in
    braces. One that `is_dangerous` asks again, one that `is_quiet` stands in the menu alone. `does`
    calls the verb; what it returns, if anything, is the record that stands for this one from now
    on, or the new one that it `makes`; it is of another collection where that is named by `into`.
    """

    verb: str
    label: str
    icon: str
    does: Callable[[Any, Values], Any] = field(repr=False)
    effect: Callable[[Any, Formats], str] = field(repr=False)
    done: str
    offered: Callable[[Any], bool] = field(default=lambda record: True, repr=False)
    otherwise: str = ""
    fields: tuple[Field | str, ...] = ()
    seldom: tuple[str, ...] = ()
    starts: Callable[[Any], Mapping[str, str]] = field(default=lambda record: {}, repr=False)
    form: str = ""
    is_dangerous: bool = False
    is_quiet: bool = False
    makes: bool = False
    into: str = ""

    def __post_init__(self) -> None:
        if not VERB.fullmatch(self.verb):
            raise ValueError(f"{self.verb!r} is no verb for an address")
        known = {"record", *(one if isinstance(one, str) else one.name for one in self.fields)}
        named = {name for _, name, _, _ in Formatter().parse(self.done) if name is not None}
        if missing := named - known:
            raise ValueError(f"{self.verb} has no field {', '.join(sorted(missing))}")


@translated("label", "done", "otherwise")
@dataclass(frozen=True, kw_only=True)
class Together:
    """What one button above a list does for all of it.

    `verb` stands in its address, `label` on the button, which is there while `offered` says so of
    the workspace; `otherwise` is the sentence where it does not. `does` writes it, `done` says so.
    """

    verb: str
    label: str
    icon: str
    offered: Callable[[Workspace], bool] = field(repr=False)
    otherwise: str
    does: Callable[[Unit], None] = field(repr=False)
    done: str


@translated("label")
@dataclass(frozen=True, kw_only=True)
class Aside:
    """A page that a record leads to beside its own, at `/{collection}/{id}/{name}/`.

    A window shows it in a dialog (the same address with `?dialog`), unless it `leads` to a page of
    another make, by an address with `{pk}`. `label` stands on its button; one that is `for_writers`
    is offered to nobody else.
    """

    name: str
    label: str
    icon: str
    for_writers: bool = False
    leads: str = ""

    def page(self, record: str, pk: UUID) -> str:
        """Its address beside the one of a `record`."""
        return self.leads.format(pk=pk) if self.leads else f"{record}{self.name}/"


@dataclass(frozen=True)
class ByVerb:
    """Public fields that the model's `edit` does not take, since a verb writes them.

    `does` calls the verb for those of them that were sent. Raises ValidationError per field.
    """

    fields: tuple[str, ...]
    does: Callable[[Any, Values], None]

"""The declaration of a collection, from which pages, API, import and export are made."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, prefetch_related_objects

from freelancer_os.core.records.base import Owned, Record
from freelancer_os.core.records.prepared import rows_by
from freelancer_os.core.words import Word, msgid_of, translated
from freelancer_os.engine.actions import Action, Aside, ByVerb, Together
from freelancer_os.engine.counted import Counted
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.flags import Question
from freelancer_os.engine.kinds.instants import Instant
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.kinds.places import attributes_of
from freelancer_os.engine.layouts import layouts
from freelancer_os.engine.notices import Notice, Noticing
from freelancer_os.people.models import Workspace

Losing = Callable[[Workspace, Sequence[UUID]], Iterable[str]]  # the sentences of what is lost
CARD = 6  # columns of the table that a card shows, unless it is declared


@translated("singular", "plural", "menu", "new_label")
@dataclass(frozen=True)
class Collection:
    """One kind of record: its model, its fields, and how it is listed.

    `section` names the part of the menu in which its page stands, in the order of `place` and under
    the words of `menu`; without one it has no page. What cannot be made by itself, having no
    composer, is left out of the menu, unless that says what it counts: `counted`, instead of all
    records.
    `table` and `composer` name fields in their order on the page, `brief` those that a row shows on
    a phone. `search` names columns that hold the folded or plain text that is searched. `on` is the
    date by which `date_from` and `date_to` filter, `filters` are questions that a plain filter asks
    besides the fields. `order` is the page's order (a field, "-" for descending). `arguments` are
    sent with a write and kept nowhere (what a verb needs to know). `by_verb` names the fields that
    verbs of the model write, and how; `actions` are what else can be done with its records, in the
    order of their buttons, `asides` the pages that each leads to. `notes` say of a field, for the
    API, what its declaration does not.
    `card` names what stands on its cards; with it the collection is a board too, by `group_by`, and
    `board_sum` is the amount that its tally adds up per column (`engine.tallies`).
    `calendar` names the date or instant by which the collection is a calendar too, and, if it has
    one, the end; plain dates are drawn from the one to the other.
    `sums` are the columns that are added up under a table, over the records that `adds_up` leaves.
    `body` names the text that is the note of its records, where they have one of their own.
    `together` is what one button above its list does for all of it.
    `taken_along` names collections whose records go with its own, `loses` tells what else is lost.
    One that `is_kept` is written by what happens elsewhere, and only looked at, or deleted where it
    `may_go`. `notices` are what its list says above the records.
    `small` names the columns of the small table in which a record shows those that link to it.
    `ahead` reads what the fields of many records ask for, for all of them together.
    """

    slug: str
    model: type[Record]
    singular: str
    plural: str
    icon: str
    fields: tuple[Field, ...]
    table: tuple[str, ...]
    brief: tuple[str, ...] = ()
    composer: tuple[str, ...] = ()
    order: str = "-id"
    on: str = ""
    group_by: str = ""
    filters: tuple[Question, ...] = ()
    search: tuple[str, ...] = ("folded",)
    section: str = ""
    place: int = 0
    menu: str = ""
    counted: Counted | None = None
    new_label: str = ""
    arguments: tuple[Field, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    sums: tuple[str, ...] = ()
    card: tuple[str, ...] = ()
    board_sum: str = ""
    calendar: tuple[str, ...] = ()
    adds_up: Q = field(default_factory=Q)
    body: str = ""
    small: tuple[str, ...] = ()
    ahead: Callable[[Workspace, Sequence[Any]], None] | None = None
    by_verb: ByVerb | None = None
    actions: tuple[Action, ...] = ()
    asides: tuple[Aside, ...] = ()
    together: Together | None = None
    taken_along: tuple[str, ...] = ()
    loses: Losing | None = None
    is_kept: bool = False
    may_go: bool = False
    notices: Noticing | None = None

    def __post_init__(self) -> None:
        known = {f.name for f in (*self.fields, *self.arguments)} | {"id"}
        used = {self.order.lstrip("-"), self.on, self.group_by, self.board_sum, self.body}
        used |= {*self.table, *self.composer, *self.card, *self.small, *self.calendar, *self.notes}
        used |= {*self.brief, *(self.by_verb.fields if self.by_verb else ())}
        used |= {name for one in self.actions for name in one.fields if isinstance(name, str)}
        if missing := used - known - {""}:
            raise ValueError(f"{self.slug} has no field {', '.join(sorted(missing))}")
        for one in self.fields:
            if not one.is_own and one.attribute not in attributes_of(self.model):
                raise ValueError(f"{self.model.__name__} has no {one.attribute}")

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """The fields by their public names."""
        return {one.name: one for one in self.fields}

    @cached_property
    def filterable(self) -> dict[str, Field]:
        """What a plain filter may name: the fields, and the questions that only filters ask."""
        return {**self.by_name, **{one.name: one for one in self.filters}}

    @cached_property
    def writable(self) -> dict[str, Field]:
        """What a write may name: the fields that follow from no others, and the arguments."""
        return {f.name: f for f in (*self.fields, *self.arguments) if not f.read_only}

    @cached_property
    def doing(self) -> dict[str, Action]:
        """The actions by their verbs."""
        return {one.verb: one for one in self.actions}

    def asked(self, action: Action) -> tuple[Field, ...]:
        """What an action asks for, as this workspace has it."""
        return tuple(
            replace(self.by_name[one], required=True) if isinstance(one, str) else one
            for one in action.fields
        )

    @property
    def archives(self) -> bool:
        return "archived" in self.by_name

    @property
    def takes_properties(self) -> bool:
        """Whether a workspace may add properties of its own."""
        return issubclass(self.model, Owned)

    @cached_property
    def own(self) -> tuple[Field, ...]:
        """The fields of the workspace's own making."""
        return tuple(one for one in self.fields if one.is_own)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        return tuple(one for one in self.fields if isinstance(one, Link))

    @cached_property
    def pointing(self) -> tuple[Link | Links, ...]:
        """The links to one record and those to several."""
        return tuple(one for one in self.fields if isinstance(one, Link | Links))

    @cached_property
    def groupings(self) -> tuple[Choice | Link, ...]:
        """The fields by which records can be put together: on a board, in a table."""
        found = (one for one in self.fields if isinstance(one, Link | Choice))
        return tuple(one for one in found if isinstance(one, Link) or one.groups)

    @cached_property
    def dates(self) -> tuple[Day | Instant, ...]:
        """The fields by which records can stand in a calendar."""
        return tuple(one for one in self.fields if isinstance(one, Day | Instant))

    @property
    def label(self) -> str:
        """The words of the button that makes one: "New goal"."""
        return self.new_label or Word.of(f"New {msgid_of(self.singular)}")

    @property
    def title(self) -> str:
        """The heading of its page, as its address reads: "Clients", "Time entries"."""
        return Word.of(self.slug.replace("-", " ").capitalize())

    @property
    def subject(self) -> str:
        """Its records where a sentence begins with them: "Entries"."""
        return Word.of(msgid_of(self.plural).capitalize())

    @property
    def has_page(self) -> bool:
        """Whether there is a list of its records."""
        return bool(self.section)

    @cached_property
    def is_timed(self) -> bool:
        """Whether its records are appointments: beside what they link to stand those to come."""
        return isinstance(self.by_name.get(self.on), Instant)

    def rows(self, workspace: Workspace, shown: Container[str] | None = None) -> QuerySet[Any]:
        """The records of a workspace with what their links name; the only way to them.

        Where only some fields are `shown`, what the others link to is not read along, unless an
        amount is in its currency.
        """
        rows: QuerySet[Any] = self.model.objects.of(workspace)
        if names := self._followed(shown):
            rows = rows.select_related(*names)
        return rows.prefetch_related(*(one.ahead() for one in self._ahead)) if self._ahead else rows

    def some(
        self, workspace: Workspace, pks: Sequence[UUID], shown: Container[str] | None = None
    ) -> dict[UUID, Any]:
        """The records of a workspace that have these ids, as `rows` reads them, by their ids."""
        found = rows_by(self.model, self._followed(shown), workspace_id=workspace.pk, pk__in=pks)
        prefetch_related_objects(found, *(one.ahead() for one in self._ahead))
        for record in found:
            record._state.fields_cache["workspace"] = workspace
        return {one.pk: one for one in found}

    def _followed(self, shown: Container[str] | None) -> list[str]:
        """The links that are read along."""
        return [
            link.attribute
            for link in self.links
            if shown is None or link.name in shown or link.attribute in self._read_through
        ]

    @cached_property
    def _ahead(self) -> frozenset[Any]:
        """The tables that hold links to several records, read ahead for a whole list."""
        return frozenset(one.through for one in self.fields if isinstance(one, Links))

    @cached_property
    def _read_through(self) -> frozenset[str]:
        """The attributes that say the currency of an amount, or over which a field is read."""
        return frozenset(one.of if isinstance(one, Money) else one.over for one in self.fields)

    def noticed(self, formats: Formats) -> list[Notice]:
        """What its list says above the records."""
        return list(self.notices(formats)) if self.notices is not None else []

    @property
    def body_label(self) -> str:
        """What its notes are called: "Note"; "Agenda"."""
        return self.by_name[self.body].label if self.body else Word.of("Note")

    @property
    def layouts(self) -> tuple[str, ...]:
        """The names of the layouts in which the collection can be looked at."""
        return tuple(one.name for one in layouts.of(self))

    @property
    def on_card(self) -> tuple[str, ...]:
        """What a card shows beside the title: as declared, else the first columns of the table."""
        told = {getattr(self.model, "title_column", "number"), "number", *self.calendar[1:]}
        rest = (n for n in self.table if self.by_name[n].attribute not in told)
        return self.card or tuple(rest)[:CARD]

    def showing(self, names: str) -> "Collection":
        """The collection with these fields on its cards, as an address names them (`show`)."""
        card = tuple(name for name in names.split(",") if name in self.by_name)
        return replace(self, card=card) if card else self

    def titles(self, names: tuple[str, ...]) -> list[Field]:
        return [self.by_name[name] for name in names]

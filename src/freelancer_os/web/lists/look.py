"""How a page looks at a collection: what its address says, on top of what a saved view keeps."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.layouts import USUAL, Layout, layouts
from freelancer_os.engine.models import View
from freelancer_os.engine.query.address import (
    DRAWN,
    PASSING,
    is_narrowed,
    laid_out,
    listed,
    mended,
    read_query,
    write_query,
)
from freelancer_os.engine.query.starts import starts
from freelancer_os.web.shell.access import Desk

SHOWN = 20  # saved views that are tabs
PAGED = ("cursor", "limit")
NOTHING: Mapping[str, str] = {}

AROUND = {"/finance/": ("date_from", "date_to", "basis", "compare")}
"""What of a window's address is that of the page around its table: the period of the overview."""


@dataclass(frozen=True)
class Look:
    """A layout, the parameters in force, and the saved view that they come from, if any.

    `stored` is what the view keeps of them, or, without one, how the person has laid out the list;
    `broken` says what of a view makes no sense any more.
    `passing` is the page's own part of the address: which month, which page of a list. `around` is
    that of what stands around the list, and stays in every address of it.
    """

    desk: Desk
    collection: Collection
    address: str
    layout: str = USUAL
    params: Mapping[str, str] = field(default_factory=dict)
    passing: Mapping[str, str] = field(default_factory=dict)
    around: Mapping[str, str] = field(default_factory=dict)
    view: View | None = None
    stored: Mapping[str, str] = field(default_factory=dict)
    broken: tuple[str, ...] = ()
    views: tuple[View, ...] = ()

    @property
    def way(self) -> Layout:
        """The layout itself."""
        return layouts[self.layout]

    @property
    def with_cards(self) -> "Look":
        """The same with the chosen fields on the cards."""
        return replace(self, collection=self.collection.showing(self.params.get("show", "")))

    @property
    def query(self) -> dict[str, str]:
        """What filters, sorts and pages a list."""
        paged = {name: self.passing[name] for name in PAGED if name in self.passing}
        return {**listed(self.params), **paged}

    @property
    def filters(self) -> dict[str, str]:
        """What filters a list."""
        return {n: v for n, v in listed(self.params).items() if n != "order"}

    @property
    def starts(self) -> dict[str, str]:
        """What a new record begins with, so that the list holds it."""
        try:
            return starts(self.collection, self.desk.formats, self.filters)
        except ValidationError:  # the page says what is wrong with its filters
            return {}

    @property
    def is_narrowed(self) -> bool:
        return is_narrowed(self.params)

    @property
    def is_changed(self) -> bool:
        """Whether the address differs from the view."""
        return self.view is not None and self.params != self.stored

    @property
    def named(self) -> dict[str, str]:
        """What of the address names the view or the layout."""
        if self.view is not None:
            return {"view": self.view.slug}
        has_default = any(view.is_default for view in self.views)
        return {"view": self.layout} if self.layout != USUAL or has_default else {}

    def url(
        self, changes: Mapping[str, str] = NOTHING, passing: Mapping[str, str] | None = None
    ) -> str:
        """The address of this look with some parameters changed; an empty one takes it away."""
        wanted = {n: v for n, v in {**self.params, **changes}.items() if v}
        given = {n: v for n, v in wanted.items() if self.stored.get(n) != v}
        period = {n: v for n, v in self.passing.items() if n in {"month", "week"}}
        here = {**self.named, **given, **self._cleared(wanted)}
        here = {**self.around, **here, **(period if passing is None else passing)}
        return f"{self.address}?{urlencode(here)}" if here else self.address

    @property
    def is_laid_out(self) -> bool:
        """Whether the person has laid out a list that is no saved view."""
        return self.view is None and bool(laid_out(self.params) or self.stored)

    def keep(self) -> None:
        """The person finds the list laid out like this the next time, unless a view says how."""
        if self.view is None:
            self.desk.membership.lay_out(self._place, write_query(laid_out(self.params)))

    @property
    def _place(self) -> str:
        return f"{self.address}{self.layout}"

    def as_laid_out(self, given: Mapping[str, str]) -> "Look":
        """The look as the person has laid it out, unless the address says otherwise."""
        kept = "" if given.get("layout") else self.desk.membership.laid_out.get(self._place, "")
        stored, _ = mended(self.collection, self.desk.formats, read_query(kept))
        params = {**stored, **{n: v for n, v in given.items() if n not in PASSING}}
        return replace(self, params={n: v for n, v in params.items() if v}, stored=stored)

    @property
    def unlaid_url(self) -> str:
        """The address of the list as it is laid out for everybody, with its filters."""
        filters = {n: v for n, v in self.filters.items() if n not in PAGED}
        return replace(self, params=filters, stored={}).url(passing={"layout": "usual"})

    @property
    def unfiltered_url(self) -> str:
        return self.url(dict.fromkeys(self.filters, ""))

    @property
    def kept(self) -> str:
        """The look as a view keeps it."""
        return write_query(self.params)

    @property
    def here(self) -> dict[str, str]:
        """What of the address is no filter and no order: the view, and how it is drawn."""
        drawn = {n: v for n, v in self.params.items() if n in DRAWN}
        return {**self.around, **self.named, **drawn, **self._cleared(self.params)}

    def bare(self) -> "Look":
        """The layout alone, where the rest makes no sense."""
        return replace(self, params={}, passing={}, view=None, stored={}, broken=())

    def _cleared(self, wanted: Mapping[str, str]) -> dict[str, str]:
        """What the view keeps and the look does not, given empty."""
        return dict.fromkeys((name for name in self.stored if not wanted.get(name)), "")

    def plain(self, layout: str, params: Mapping[str, str]) -> str:
        """The address of a layout of the collection, apart from any view."""
        there = replace(self, layout=layout, params=params, passing={}, view=None, stored={})
        return there.url()


def look_at(desk: Desk, collection: Collection, given: Mapping[str, str]) -> Look:
    """What an address asks for: a layout, or a saved view by its slug. Raises Http404.

    Without `view=` it is the default view, unless the address filters by itself: what a figure
    leads to are exactly its entries. What is given overrides the view, what is given empty clears
    it.
    """
    look = Look(
        desk,
        collection,
        f"/{collection.slug}/",
        params=_given(given),
        passing={n: v for n, v in given.items() if n in PASSING and v},
        views=tuple(_views(desk, collection)[:SHOWN]),
    )
    wanted = given.get("view", "")
    if wanted in collection.layouts:
        return replace(look, layout=wanted).as_laid_out(given)
    view = _wanted(look, wanted)
    if view is None:
        return look.as_laid_out(given)
    stored, broken = mended(collection, desk.formats, view.parameters())
    params = {**stored, **{n: v for n, v in given.items() if n not in PASSING}}
    return replace(
        look,
        layout=view.layout if view.layout in collection.layouts else USUAL,
        params={n: v for n, v in params.items() if v},
        view=view,
        stored=stored,
        broken=tuple(broken),
    )


def look_in(desk: Desk, collection: Collection, given: Mapping[str, str], address: str) -> Look:
    """The table of a collection in a window, such as the workflow, which has no saved views."""
    around = {n: given[n] for n in AROUND.get(address, ()) if n in given}
    own = {n: v for n, v in given.items() if n not in around}
    passing = {n: v for n, v in own.items() if n in PASSING and v}
    return Look(desk, collection, address, passing=passing, around=around).as_laid_out(own)


def _given(given: Mapping[str, str]) -> dict[str, str]:
    return {n: v for n, v in given.items() if n not in PASSING and v}


def _wanted(look: Look, slug: str) -> View | None:
    """The view of a slug, else the default one. Raises Http404."""
    if not slug:
        return None if look.is_narrowed else next((v for v in look.views if v.is_default), None)
    found = next((view for view in look.views if view.slug == slug), None)
    if found is None and slug.isprintable():
        found = _views(look.desk, look.collection).filter(slug=slug).first()
    if found is None:
        raise Http404("This collection has no such layout.")
    return found


def _views(desk: Desk, collection: Collection) -> QuerySet[View]:
    """The views of a collection: the default one, then by name."""
    rows = View.objects.of(desk.workspace).filter(collection=collection.slug)
    return rows.order_by("-is_default", "folded", "id")

"""The entries behind a figure of a report: exactly those that add up to it, the newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from freelancer_os.core.values.dates import read_date
from freelancer_os.core.values.text import refusal
from freelancer_os.finance.categories import Kind
from freelancer_os.finance.models import Category, Payment, SettledLine, Transaction
from freelancer_os.finance.payments.shares import KEYS, WEIGHTS, shares, stored_parts
from freelancer_os.finance.periods import Earned, Gained, earned, exchanged, of_clients, withheld
from freelancer_os.people.models import Workspace
from freelancer_os.reports.asked import Asked, asked
from freelancer_os.reports.narrowing import (
    along,
    besides_of,
    counting_as,
    counts_of,
    id_in,
    taxed_as,
)

TAKES = (
    *("date_from", "date_to", "basis", "kind", "category", "client", "tax_category", "tax_rate"),
    *("counts", "of", "after"),
)
FIGURES = ("amount", "tax", "exchange", "withheld")
PAID = ("exchange", "withheld")  # follow from payments, on either basis
AT_ONCE = 50
NONE = "none"
NOTHING = {
    "net": 0,
    "tax": 0,
    "gain": 0,
    "withheld": 0,
}  # what is paid of an entry that comes to nothing
Query = Mapping[str, str]


class Behind(NamedTuple):
    """An entry and what it adds to the figure, in minor units of the base currency, on a day: its
    own, or that of what was paid of it, by the row `pk`."""

    on: date
    pk: UUID
    entry: Transaction
    amount: int


@dataclass(frozen=True)
class Page:
    """Some of the entries; `after` asks for those that follow, if there are any."""

    asked: Asked
    of: str
    entries: list[Behind]
    after: str


def entries(workspace: Workspace, query: Query, limit: int = AT_ONCE) -> Page:
    """The entries that a figure counts. Raises ValidationError on a parameter."""
    wanted = asked(workspace, query)
    of = query.get("of") or FIGURES[0]
    if of not in FIGURES:
        raise refusal("of", _("Choose one of: amount, tax, exchange, withheld."))
    _refuse_crossed(query, of)
    look = _Look(workspace, wanted, of, query, limit + 1)
    is_paid = wanted.basis == "cash" or of in PAID
    found = look.paid() if is_paid else look.earned()
    more = f"{found[limit - 1].on}_{found[limit - 1].pk}" if len(found) > limit else ""
    return Page(wanted, of, found[:limit], more)


def _refuse_crossed(query: Query, of: str) -> None:
    """Of a client there is the income alone, as it is kept. Raises ValidationError."""
    crossing = ("category", "tax_category", "counts")
    is_crossed = any(query.get(name) for name in crossing) or of != FIGURES[0]
    if query.get("client") and (is_crossed or query.get("kind") == Kind.EXPENSE):
        raise refusal("client", _("Of a client there is the income alone."))


def counted(workspace: Workspace, query: Query) -> int:
    """What the entries of a query come to, read from what is kept."""
    wanted, of = asked(workspace, query), query.get("of") or FIGURES[0]
    if client := query.get("client"):
        pk = id_in("client", client)
        return of_clients(workspace, wanted.span, wanted.basis).get(pk, 0)
    counts = query.get("counts") or Category.Counts.BUSINESS
    is_business = counts == Category.Counts.BUSINESS
    named = besides_of(workspace) if is_business else counts_of(workspace, counts)
    if of == "withheld":
        return withheld(workspace, wanted.span)
    if of == "exchange":
        gains = exchanged(workspace, wanted.span)
        counting_gains = (one for one in gains if (one.category in named) is not is_business)
        return sum(one.gain for one in counting_gains if _is_of(one, query))
    all_of_it = earned(workspace, wanted.span, wanted.basis)
    counting = (one for one in all_of_it if (one.category in named) is not is_business)
    look = _Look(workspace, wanted, of, query, 0)
    return sum(
        one.tax if of == "tax" else look.counted(one.kind, one.net, one.tax)
        for one in counting
        if _is_of(one, query)
    )


def _is_of(one: Earned | Gained, query: Query) -> bool:
    """Whether a kept sum is among those that a query names."""
    category, tax_category = query.get("category"), query.get("tax_category")
    taxed = (one.tax_category, str(one.tax_rate)) if isinstance(one, Earned) else None
    if tax_category and taxed not in {None, (tax_category, query.get("tax_rate", ""))}:
        return False
    is_of_category = category == (NONE if one.category is None else str(one.category))
    return query.get("kind") in {None, "", one.kind} and (not category or is_of_category)


@dataclass(frozen=True)
class _Look:
    """One look at what is behind a figure."""

    workspace: Workspace
    asked: Asked
    of: str
    query: Query
    limit: int

    def earned(self) -> list[Behind]:
        """Entries by their own dates."""
        rows = self._rows(Transaction, "date", "").filter(is_draft=False)
        return [Behind(one.date, one.pk, one, self._of_entry(one)) for one in rows[: self.limit]]

    def paid(self) -> list[Behind]:
        """What was paid and settled, each with its share of the entry."""
        payments = self._rows(Payment, "date", "transaction__")
        if self.of == "exchange":
            payments = payments.filter(received__isnull=False)
        if self.of == "withheld":
            payments = payments.exclude(transaction__withheld=0)
        parts = [(one.date, one.pk, one.transaction) for one in payments[: self.limit]]
        if self.of != "exchange":
            settled = self._rows(SettledLine, "settlement__date", "line__")
            if self.of == "withheld":
                settled = settled.exclude(line__withheld=0)
            settled = settled.select_related("settlement", *along("line__"))
            parts += [(one.settlement.date, one.pk, one.line) for one in settled[: self.limit]]
        parts.sort(key=lambda part: part[:2], reverse=True)
        return self._shared(parts[: self.limit])

    def _rows(self, model: type[Any], day: str, link: str) -> QuerySet[Any]:
        """The rows of the span, the newest first; `link` leads to their entries."""
        rows: QuerySet[Any] = model.objects.of(self.workspace).filter(
            self._after(day), self._narrowed(link), **{f"{day}__range": self.asked.span}
        )
        return rows.select_related(*along(link)).order_by(f"-{day}", "-id")

    def _narrowed(self, link: str) -> Q:
        """What counts, and what the query names of it."""
        found: dict[str, object] = {f"{link}is_void": False}
        which = counting_as(self.workspace, link, self.query.get("counts", ""))
        if kind := self.query.get("kind"):
            if kind not in Kind.values:
                raise refusal("kind", _("Choose one of: income, expense."))
            found |= {f"{link}kind": kind}
        for name in ("category", "client"):
            if value := self.query.get(name):
                found |= {f"{link}{name}": None if value == NONE else id_in(name, value)}
        if category := self.query.get("tax_category"):
            which &= taxed_as(link, category, self.query.get("tax_rate", ""))
        return which & Q(**found)

    def _after(self, day: str) -> Q:
        """What follows a place: older, or as old and before it."""
        place = self.query.get("after", "")
        if not place:
            return Q()
        on_text, _sign, pk_text = place.partition("_")
        try:
            on, pk = read_date(on_text, field="after"), UUID(pk_text)
        except (ValidationError, ValueError):
            raise refusal("after", _("There is no such place.")) from None
        return Q(**{f"{day}__lt": on}) | Q(**{day: on, "id__lt": pk})

    def _of_entry(self, entry: Transaction) -> int:
        if self.of == "tax":
            return entry.base_tax
        return self.counted(entry.kind, entry.base_net, entry.base_tax)

    def counted(self, kind: str, net: int, tax: int) -> int:
        """Expenses count with their tax where that is not recovered; what is no business counts
        as it was paid, what came back below zero."""
        if self.query.get("counts", "business") != "business":
            return net + tax if kind == Kind.EXPENSE else -net - tax
        is_net = kind == Kind.INCOME or self.workspace.recovers_tax
        return net if is_net or "tax_category" in self.query else net + tax

    def _shared(self, parts: list[tuple[date, UUID, Transaction]]) -> list[Behind]:
        whole = {entry.pk: entry for _on, _pk, entry in parts}
        paid = stored_parts(list(whole), list(whole), self.workspace, set())
        share_of: dict[UUID, Any] = {}
        for entry in whole.values():
            values = {name: getattr(entry, name) for name in (*KEYS, *WEIGHTS)}
            share_of.update((share["id"], share) for share in shares(values, paid[entry.pk]))
        found = []
        for on, pk, entry in parts:
            share = share_of.get(pk, NOTHING)
            counted = self.counted(entry.kind, share["net"], share["tax"])
            amounts = {"amount": counted, "tax": share["tax"], "exchange": share["gain"]}
            amounts["withheld"] = share["withheld"]
            found.append(Behind(on, pk, entry, amounts[self.of] or 0))
        return found

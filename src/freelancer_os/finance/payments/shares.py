"""What a payment brings of net and tax: the period figures on a cash basis (domain.md).

Of each payment its share of net is half-up(net × settled so far ÷ payable) less the shares before
it, likewise tax; the payments of an entry are taken by date, what settles it without money among
them. Of an entry in another currency the amount received counts; what it differs from the booked
one is a gain, or a loss. Nothing of this is stored but in tallies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Model

from freelancer_os.core.log.rows import in_batches
from freelancer_os.core.log.totals.settle import load
from freelancer_os.core.log.touched import Touched
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.base import Values
from freelancer_os.core.records.prepared import values_by
from freelancer_os.core.values.money import half_up
from freelancer_os.finance.accounts import Account
from freelancer_os.finance.categories import Kind
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.payments.payments import Payment
from freelancer_os.finance.settlements.settlements import SettledLine, Settlement

KEYS = ("kind", "category_id", "client_id", "tax_category", "tax_rate")
WEIGHTS = ("total", "withheld", "base_net", "base_tax", "base_total", "base_withheld", "is_void")


class Settled(NamedTuple):
    """A payment of an entry, or what a settlement pays of it; `received` is in base currency."""

    date: date
    id: UUID
    settles: int
    received: int | None


def shares(entry: Values, parts: Iterable[Settled]) -> Iterator[Values]:
    """Of each part of what an entry was paid by: its `id`, `date`, and in minor units of the base
    currency `net`, `tax`, `gain` and what the client `withheld` of it, beside what it is tallied
    by; no gain where none can be, and nothing withheld where nothing is."""
    payable, settled = entry["total"] - entry["withheld"], 0
    withheld = entry["base_withheld"]
    whole = [entry["base_net"], entry["base_tax"], entry["base_total"] - withheld, withheld]
    before = [0] * len(whole)
    if entry["is_void"] or not payable:
        return
    for part in sorted(parts):
        settled += part.settles
        so_far = [half_up(of * settled, payable) for of in whole]
        net, tax, booked, held = (now - was for now, was in zip(so_far, before, strict=True))
        before = so_far
        gain = None if part.received is None else part.received - booked
        taxed = half_up(gain * whole[1], entry["base_total"]) if gain and entry["base_total"] else 0
        is_income = entry["kind"] == Kind.INCOME
        yield {
            **{name: entry[name] for name in KEYS},
            "id": part.id,
            "date": part.date,
            "net": net + (gain or 0) - taxed,
            "tax": tax + taxed,
            "gain": gain if is_income or gain is None else -gain,
            "withheld": held if withheld else None,
        }


def receive(unit: Unit) -> None:
    """Note of each payment what it brought in base currency, where its entry is in another."""
    base = unit.workspace.currency
    moved = [touched for touched in unit.unsettled(Payment) if touched.now is not None]
    rows: list[Any] = [touched.now for touched in moved]
    entries = _by_id(load(unit, Transaction, {row["transaction_id"] for row in rows} - {None}))
    foreign = {pk for pk, entry in entries.items() if (entry.now or {})["currency"] != base}
    held = {row["account_id"] for row in rows if row["transaction_id"] in foreign}
    accounts = _by_id(load(unit, Account, held))
    for touched, row in zip(moved, rows, strict=True):
        account = accounts.get(row["account_id"])
        is_base = account is not None and (account.now or {})["currency"] == base
        received = row["amount"] if is_base and row["transaction_id"] in foreign else None
        if received != row["received"]:
            touched.sync()
            setattr(touched.record, "received", received)  # noqa: B010 - a record of any model
            touched.now = touched.record.values()


def moved(unit: Unit) -> Iterator[tuple[int, Values]]:
    """The shares that are gone and that have come, of every entry of which one may have."""
    payments, lines = unit.unsettled(Payment), unit.unsettled(SettledLine)
    paid = {row["transaction_id"] for one in payments for row in _moments(one)}
    paid |= {row["line_id"] for one in lines for row in _moments(one)}
    weighed = {one.pk: one for one in unit.unsettled(Transaction)}
    entries = {pk: one for pk, one in weighed.items() if _is_weighed(one)}
    others = load(unit, Transaction, paid - entries.keys() - {None})
    entries.update(_by_id(others))
    stored = [pk for pk, one in entries.items() if one.counted is not None]
    billed = [pk for pk in stored if any(row["invoice_id"] for row in _moments(entries[pk]))]
    with unit.late.known():
        still = stored_parts(
            stored, billed, unit.workspace, {one.pk for one in (*payments, *lines)}
        )
    was, now = parts_in_hand(unit, payments, lines)
    for pk, entry in entries.items():
        old = list(shares(entry.counted, [*still[pk], *was[pk]])) if entry.counted else []
        new = list(shares(entry.now, [*still[pk], *now[pk]])) if entry.now else []
        if old != new:
            yield from ((-1, share) for share in old)
            yield from ((1, share) for share in new)


def rows(workspace: Model) -> Iterator[Values]:
    """Every share of a workspace."""
    names = (*KEYS, *WEIGHTS)
    entries = Transaction.objects.filter(workspace_id=workspace.pk, is_void=False)
    found = entries.order_by("id").values("id", *names).iterator(500)
    for some in in_batches(found):
        ids = [entry["id"] for entry in some]
        parts = stored_parts(ids, ids, workspace, set())
        for entry in some:
            yield from shares(entry, parts[entry["id"]])


def _moments(touched: Touched) -> list[Values]:
    return [row for row in (touched.counted, touched.now) if row is not None]


def _is_weighed(entry: Touched) -> bool:
    """Whether what its shares come to, or are tallied by, may have changed."""
    old, new = entry.counted, entry.now
    if old is None or new is None:
        return True
    return any(old[name] != new[name] for name in (*KEYS, *WEIGHTS))


def stored_parts(
    entries: Sequence[UUID], billed: Sequence[UUID], workspace: Model, besides: set[UUID]
) -> Mapping[UUID, list[Settled]]:
    """What entries were paid by, and lines of invoices settled by, as the database has it, besides
    what is in hand."""
    found: dict[UUID, list[Settled]] = defaultdict(list)
    for some in in_batches(entries):
        columns = ("transaction_id", "date", "id", "settles", "received")
        for pk, on, own, settles, received in values_by(
            Payment, columns, workspace_id=workspace.pk, transaction_id__in=some
        ):
            if own not in besides:
                found[pk].append(Settled(on, own, settles, received))
    for some in in_batches(billed):
        named = ("line_id", "settlement__date", "id", "settles")
        for pk, on, own, settles in values_by(
            SettledLine, named, workspace_id=workspace.pk, line_id__in=some
        ):
            if own not in besides:
                found[pk].append(Settled(on, own, settles, None))
    return found


def parts_in_hand(
    unit: Unit, payments: list[Touched], lines: list[Touched]
) -> tuple[Mapping[UUID, list[Settled]], Mapping[UUID, list[Settled]]]:
    """What entries were and are paid by, of what a unit has in hand."""
    wanted = {row["settlement_id"] for one in lines for row in _moments(one)}
    settlements = _by_id(load(unit, Settlement, wanted))
    moments: list[dict[UUID, list[Settled]]] = []
    for moment in ("counted", "now"):
        found: dict[UUID, list[Settled]] = defaultdict(list)
        for one in payments:
            if (row := getattr(one, moment)) is not None and row["transaction_id"] is not None:
                part = Settled(row["date"], one.pk, row["settles"], row["received"])
                found[row["transaction_id"]].append(part)
        for one in lines:
            if (row := getattr(one, moment)) is not None:
                on = getattr(settlements[row["settlement_id"]], moment)["date"]
                found[row["line_id"]].append(Settled(on, one.pk, row["settles"], None))
        moments.append(found)
    return moments[0], moments[1]


def _by_id(found: list[Touched]) -> dict[UUID, Touched]:
    return {touched.pk: touched for touched in found}

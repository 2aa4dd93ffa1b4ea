"""The statement of what clients owe on a day: each client, and the invoices where they are few."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from freelancer_os.core.values.dates import read_date, show_date
from freelancer_os.people.models import Workspace
from freelancer_os.reports.claims import AGES, NONE, Claim, Debtor, claims
from freelancer_os.reports.receivables import Owing, Receivables, receivables
from freelancer_os.reports.sheets import ALL, MANY, MOST, Figure, Row, Sheet, Statement

RECEIVABLES = gettext_noop("Still to be paid")
Listed = Mapping[Debtor, Sequence[Claim]]


def receivables_statement(workspace: Workspace, query: Mapping[str, str]) -> Statement:
    """What clients owe on a day, by how long they have owed it, invoice for invoice."""
    found = _found(workspace, query)
    listed = claims(workspace, found.on, query.get("client", ""))
    return _statement(workspace, found, list(_rows(found, found.clients, listed)))


def receivables_shown(workspace: Workspace, query: Mapping[str, str]) -> Statement:
    """The same as a page shows it: the clients who owe most, unless all are asked for, each leading
    to its invoices where they are too many to be looked at."""
    found, client = _found(workspace, query), query.get("client", "")
    most = None if query.get("clients") == ALL else MOST
    shown = found.clients[:most]
    is_short = sum(one.count + 1 for one in shown) < MANY
    listed = claims(workspace, found.on, client) if is_short or client else {}
    rows = list(_rows(found, shown, listed))
    if others := found.clients[len(shown) :]:
        words = ngettext("{count} more client", "{count} more clients", len(others))
        rest = Receivables(found.on, others)
        why = _address(found.on, clients=ALL)
        rows.append(_sums(words.format(count=len(others)), rest, why))
    return _statement(workspace, found, rows)


def _found(workspace: Workspace, query: Mapping[str, str]) -> Receivables:
    on = read_date(query["on"], field="on") if query.get("on") else workspace.today
    return receivables(workspace, on, query.get("client", ""))


def _statement(workspace: Workspace, found: Receivables, rows: list[Row]) -> Statement:
    rows.append(_sums(_("Total"), found))
    columns = (
        *("", _("Due"), _("Not due"), _("1–30 days"), _("31–60 days"), _("61–90 days")),
        *(_("Over 90 days"), _("Total")),
    )
    day = show_date(found.on, workspace.locale, today=date.min)
    said = [
        _("On {date}").format(date=day),
        _("Sent invoices with tax, less what was paid by then"),
    ]
    sheet = Sheet(_("Still to be paid"), columns, rows)
    return Statement(_(RECEIVABLES), said, workspace.currency, [sheet])


def _rows(found: Receivables, shown: Sequence[Owing], listed: Listed) -> Iterator[Row]:
    """Each client with its sums, and below it its invoices."""
    for one in shown:
        client = f"clients/{one.client}" if one.client else ""
        why = _address(found.on, client=str(one.client or NONE))
        yield _sums(one.name or _("No client"), one, why, record=client)
        for claim in listed.get(one.debtor, ()):
            by_age = (Figure(claim.amount) if claim.age == age else None for age in AGES)
            cells = (claim.number, claim.since, *by_age, Figure(claim.amount))
            yield Row(cells, is_part=True, record=f"invoices/{claim.invoice}")


def _sums(name: str, of: Owing | Receivables, why: str = "", *, record: str = "") -> Row:
    figures = (Figure(of.of(age)) for age in AGES)
    return Row((name, None, *figures, Figure(of.total, why)), is_sum=True, record=record)


def _address(on: date, **narrowed: str) -> str:
    return f"reports/receivables/?{urlencode({'on': on.isoformat(), **narrowed})}"

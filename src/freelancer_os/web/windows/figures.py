"""The five figures of Home: stored tallies, and one month of entries."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freelancer_os.core.values.money import format_money, share, show_share
from freelancer_os.core.values.numerals import write_signed
from freelancer_os.core.values.spans import Span
from freelancer_os.finance.categories import Kind
from freelancer_os.finance.models import Invoice
from freelancer_os.reports.mine import unpaid
from freelancer_os.reports.profit import profit
from freelancer_os.web.shell.access import Desk
from freelancer_os.web.shell.phrases import all_of
from freelancer_os.web.shell.tallies import Tallies

MANY = 1_000  # counts beyond it are not worth their price


NOT_INVOICED = "/transactions/?" + urlencode(
    {"kind": "income", "unpaid": "true", "where": '["invoice","empty"]'}
)


@dataclass(frozen=True)
class Figure:
    """One number, what it leads to, and the line under it; `is_bad` marks money that is late.

    `of` says what is added up, where the label does not; `besides` what is not, which stands at
    `besides_url`.
    """

    label: str
    value: str
    url: str
    note: str
    is_bad: bool = False
    of: str = ""
    besides: str = ""
    besides_url: str = ""


def figures(desk: Desk, tallies: Tallies, overdue: int) -> list[Figure]:
    """What Home shows at a glance, in the base currency."""
    return [
        _money_in_accounts(desk, tallies),
        _profit(desk),
        to_be_paid(desk, tallies, overdue),
        _not_invoiced(desk),
        _under_contract(desk, tallies),
    ]


def overdue_count(desk: Desk) -> int:
    """How many invoices are overdue, counted up to a little over a thousand."""
    late = Invoice.objects.of(desk.workspace).overdue(desk.formats.today)
    return late.order_by()[: MANY + 1].count()


def told(count: int, desk: Desk) -> str:
    """ "1", "4", "1,000+"."""
    return write_signed(min(count, MANY), 0, desk.formats.locale) + "+" * (count > MANY)


def overdue_invoices(count: int, desk: Desk) -> str:
    """ "1 invoice overdue", "4 invoices overdue"."""
    sentence = ngettext("{count} invoice overdue", "{count} invoices overdue", count)
    return sentence.format(count=told(count, desk))


def _shown(amount: int, desk: Desk) -> str:
    return format_money(amount, desk.formats.currency, desk.formats.locale)


def _money_in_accounts(desk: Desk, tallies: Tallies) -> Figure:
    balances = dict(tallies.of_name("accounts"))
    count = sum(found for found, _ in balances.values())
    own = balances.pop(desk.formats.currency, (0, 0))[1]
    locale = desk.formats.locale
    others = [format_money(amount, code, locale) for code, (_, amount) in balances.items()]
    note = ngettext("{count} account", "{count} accounts", count).format(count=told(count, desk))
    note = note if count else _("No account yet")
    if others:
        more = all_of(sorted(others))
        note = _("{accounts}, plus {amounts}").format(accounts=note, amounts=more)
    return Figure(_("Money in accounts"), _shown(own, desk), "/accounts/", note)


def _profit(desk: Desk) -> Figure:
    """The profit of this month so far, as its report has it."""
    today = desk.formats.today
    span = Span(today.replace(day=1), today)
    found = profit(desk.workspace, span, desk.workspace.basis).result
    note = (
        _("{income} earned, {spent} spent to today, without tax")
        if desk.workspace.recovers_tax
        else _("{income} earned, {spent} spent to today, with the tax of what was spent")
    )
    note = note.format(income=_shown(found.income, desk), spent=_shown(found.expenses, desk))
    url = f"/reports/profit-and-loss/?date_from={span.first}&date_to={span.last}"
    return Figure(_("Profit this month"), _shown(found.profit, desk), url, note)


def to_be_paid(desk: Desk, tallies: Tallies, overdue: int, besides: str = "") -> Figure:
    """What clients owe on sent invoices; `besides` says what they will be asked for."""
    amount = tallies.amount("to_be_paid", "sent")
    note = overdue_invoices(overdue, desk) if overdue else _("Nothing overdue")
    url = "/invoices/?status=sent"
    return Figure(
        _("Still to be paid"),
        _shown(amount, desk),
        url,
        note,
        is_bad=overdue > 0,
        of=_("Of sent invoices, with tax"),
        besides=besides,
        besides_url=NOT_INVOICED if besides else "",
    )


def _not_invoiced(desk: Desk) -> Figure:
    """What was earned, is on no invoice and not paid."""
    amount = unpaid(desk.workspace, Kind.INCOME)
    note = _("Income on no invoice, not paid")
    return Figure(_("Not yet invoiced"), _shown(amount, desk), NOT_INVOICED, note)


def _under_contract(desk: Desk, tallies: Tallies) -> Figure:
    contracts = tallies.amount("clients")
    part = share(tallies.amount("invoiced"), contracts)
    shown = "" if part is None else show_share(part, desk.formats.locale)
    note = _("{share} invoiced").format(share=shown) if shown else _("No contract value yet")
    return Figure(_("Under contract"), _shown(contracts, desk), "/clients/", note)

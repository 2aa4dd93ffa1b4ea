"""The steps of the tours, in one list: the page, the control on it, and what is said of it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Step:
    """`at` is a CSS selector of a control of the page; the first one in sight is pointed at.

    `writes`: only for who may write.
    """

    page: str
    at: str
    title: str | Promise
    words: str | Promise
    writes: bool = False


FINANCE = (
    Step(
        "/finance/",
        '.switch a[href="/finance/"]',
        _("Two windows"),
        _("Finance is the money, Clients the work that earns it. You switch here on every page."),
    ),
    Step(
        "/finance/",
        '[data-composer="composer-income"]',
        _("Add income"),
        _("What you earn. In the category for client income it appears in Clients by itself."),
        writes=True,
    ),
    Step(
        "/finance/",
        '[data-composer="composer-expense"]',
        _("Add an expense"),
        _("What you spend, with its category, its payment mode and its receipt."),
        writes=True,
    ),
    Step(
        "/finance/",
        ".period",
        _("The period"),
        _("A month, a quarter, a year or days of your own. All figures below follow."),
    ),
    Step(
        "/finance/",
        ".kpi-value",
        _("Every figure opens"),
        _("Press any figure, and you see exactly the entries that add up to it."),
    ),
    Step(
        "/finance/",
        '#mine-title a[href="/reports/mine/"]',
        _("What is really mine"),
        _("Money in accounts, less the tax that is not yours and the bills that are due."),
    ),
    Step(
        "/accounts/",
        '#main [data-composer="composer-account"]',
        _("Accounts are payment modes"),
        _(
            "Bank, card, cash, wallet. An entry that is paid has one, and its balance follows; "
            "what is unpaid touches no balance."
        ),
        writes=True,
    ),
    Step(
        "/categories/",
        '#main [data-composer="composer-category"]',
        _("Categories of your own"),
        _("Client income is built in. Add, rename, recolour, merge and archive the others."),
        writes=True,
    ),
    Step(
        "/import/",
        "form.import-start",
        _("Import a statement"),
        _("The file of any bank. What is known already is not taken twice."),
        writes=True,
    ),
    Step(
        "/bank-lines/",
        "#main h1",
        _("Sort bank lines"),
        _("Each line comes with a proposal: an invoice that it pays, a category, a transfer."),
    ),
    Step(
        "/budgets/",
        "#main h1",
        _("Budgets"),
        _("By category and month. Home warns when most of one is gone."),
    ),
    Step(
        "/settings/currency/",
        "#main h1",
        _("Change the currency"),
        _("In one place, for everything: the same figures in another one, or converted."),
    ),
)
CLIENTS = (
    Step(
        "/client/",
        "#area-invoices-title",
        _("Four areas"),
        _("Invoices, clients, projects and services, each with its totals by status."),
    ),
    Step(
        "/client/",
        "#area-clients-title",
        _("Clients by stage"),
        _("What is invoiced to each adds up by itself, also as a share of the contract value."),
    ),
    Step(
        "/client/",
        "nav.tools",
        _("Tools"),
        _("Resources, contacts, goals, and the calendar of your meetings."),
    ),
    Step(
        "/client/",
        "#workflow-title",
        _("The workflow"),
        _("All client income from Finance arrives here, and no other income."),
    ),
    Step(
        "/client/",
        '#main th[data-field="invoice"]',
        _("Link it in the row"),
        _("To an invoice, a client, a project, a service. What is missing is made in the cell."),
    ),
    Step(
        "/client/",
        '#main th[data-field="account"]',
        _("Set the payment mode"),
        _("When it is paid. The invoice turns to Paid and the balance follows, on this screen."),
    ),
    Step(
        "/clients/",
        '#main a[href*="view=board"]',
        _("The pipeline"),
        _("Lead, Negotiation, Client: drag a card, or move it with Alt and the arrow keys."),
    ),
    Step(
        "/invoices/",
        '#main [data-composer="composer-invoice"]',
        _("A new invoice"),
        _("With its number and due date; its amount comes from the entries that are linked."),
        writes=True,
    ),
)
TOURS = {"finance": FINANCE, "clients": CLIENTS}


def steps_for(name: str, *, may_write: bool) -> Iterator[Step]:
    """The steps of a tour that a person can follow."""
    return (step for step in TOURS[name] if may_write or not step.writes)

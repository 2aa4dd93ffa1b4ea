"""Every number across rows, defined once (domain.md, "Totals: what each number means").

The gateway's differences, the sums of `check`, and the drill-down all derive from these.
"""

from typing import Any

from freelancer_os.core.log.totals.totals import Part, Tally, Total, registry
from freelancer_os.finance import rules
from freelancer_os.finance.invoices import asking, billed_time, discounts
from freelancer_os.finance.invoices.headed import CLAIMS
from freelancer_os.finance.payments import following
from freelancer_os.finance.settlements import settlements

NOT_VOID = {"is_void": False}
CLAIMED = {"status": "sent", "kind__in": CLAIMS}
OWED = {"base_credit__isnull": False}
INVOICED = {"is_void": False, "invoice_id__isnull": False}


def _of(link: str, column: str, where: dict[str, Any] | None = None) -> tuple[Part, ...]:
    return (Part("finance.Transaction", link, column, where or {}),)


TOTALS = [
    Total(
        "finance.Transaction",
        "paid",
        (
            Part("finance.Payment", "transaction_id", "settles"),
            Part("finance.SettledLine", "line_id", "settles"),
        ),
    ),
    Total("finance.Account", "moved", (Part("finance.Payment", "account_id", "flow"),)),
    Total("finance.Invoice", "net", _of("invoice_id", "net")),
    Total("finance.Invoice", "tax", _of("invoice_id", "tax")),
    Total("finance.Invoice", "total", _of("invoice_id", "total")),
    Total("finance.Invoice", "withheld", _of("invoice_id", "withheld")),
    Total("finance.Invoice", "paid", _of("invoice_id", "paid")),
    Total("finance.Invoice", "base_total", _of("invoice_id", "base_total")),
    Total("finance.Invoice", "base_withheld", _of("invoice_id", "base_withheld")),
    Total("finance.Invoice", "base_paid", _of("invoice_id", "base_paid")),
    Total("clients.Client", "invoice_amount", _of("client_id", "base_net", INVOICED)),
    Total("clients.Client", "invoice_total", _of("client_id", "base_total", INVOICED)),
    Total("clients.Client", "income", _of("client_id", "base_net", NOT_VOID)),
    Total("clients.Client", "credit", (Part("finance.Invoice", "client_id", "base_credit", OWED),)),
    Total("projects.Project", "invoiced", _of("project_id", "base_net", INVOICED)),
    Total("projects.Project", "income", _of("project_id", "base_net", NOT_VOID)),
    Total("projects.Service", "income", _of("service_id", "base_net", NOT_VOID)),
    Total(
        "projects.Project",
        "tracked_hours",
        (Part("projects.TimeEntry", "project_id", "hours"),),
    ),
]

# What boards and menus count follows from the declarations (`engine/tallies.py`); these are figures
# of their own.
TALLIES = [
    Tally("invoiced", "clients.Client", ("stage",), "invoice_amount", {"archived": False}),
    Tally("days", "finance.Transaction", ("kind", "date"), "base_net", NOT_VOID),
    Tally("to_be_paid", "finance.Invoice", ("state",), "base_outstanding", CLAIMED),
]

ORDER = [
    "finance.Payment",
    "finance.SettledLine",
    "projects.TimeEntry",
    "finance.Transaction",
    "finance.Invoice",
    "projects.Service",
    "projects.Project",
    "clients.Client",
    "finance.Account",
]


def register() -> None:
    """Give core these definitions."""
    registry.define(
        order=ORDER,
        totals=TOTALS,
        tallies=TALLIES,
        hooks={
            "finance.Payment": [
                *(billed_time.free, discounts.keep, following.apportion, following.follow),
            ],
            "finance.SettledLine": [settlements.hold],
            "finance.Transaction": [following.name_account],
            "finance.Invoice": [asking.ask, settlements.hold_sources],
        },
        rules=[rules.refuse_contradictions],
    )

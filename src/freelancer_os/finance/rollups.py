"""Every number across rows, defined once (domain.md, "Totals: what each number means").

The gateway's differences, the sums of `check`, and the drill-down all derive from these.
"""

from typing import Any

from freelancer_os.core.log.totals.totals import Derivation, Part, Tally, Total, registry
from freelancer_os.finance import accounts, closed, rules
from freelancer_os.finance.budgets import spending
from freelancer_os.finance.invoices import asking, billed_time, discounts
from freelancer_os.finance.invoices.headed import CLAIMS
from freelancer_os.finance.payments import following, settled_on, shares
from freelancer_os.finance.receipts import keeping
from freelancer_os.finance.recurring import days
from freelancer_os.finance.settlements import settlements
from freelancer_os.finance.sorting import following as sorting

NOT_VOID = {"is_void": False}
CLAIMED = {"status": "sent", "kind__in": CLAIMS}
OWED = {"base_credit__isnull": False}
APART = {"invoice_id__isnull": True}
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

EARNED = {"is_void": False, "is_draft": False}
DRAFTED = {"is_void": False, "is_draft": True}
SHARE = "finance.Share"
SPANS = ("date:month", "date")


def _periods() -> list[Tally]:
    """The period figures of both bases (`finance.periods`) and what moved on accounts
    (`finance.balances`), each by month and by day."""
    accrual, cash = ("finance.Transaction", "base_net", "base_tax"), (SHARE, "net", "tax")
    income = {"kind": "income", "client_id__isnull": False}
    found = []
    for span, on in zip(("months", "days"), SPANS, strict=True):
        for basis, (source, net, tax) in {"accrual": accrual, "cash": cash}.items():
            where = EARNED if basis == "accrual" else {}
            by = (on, "kind", "category_id", "tax_category", "tax_rate")
            found += [
                Tally(f"{basis}_{span}", source, by, net, where, tax),
                Tally(f"{basis}_client_{span}", source, (on, "client_id"), net, where | income),
            ]
        gained = (on, "kind", "category_id")
        found += [
            Tally(f"exchange_{span}", SHARE, gained, "gain", {"gain__isnull": False}),
            Tally(f"withheld_{span}", SHARE, (on,), "withheld", {"withheld__isnull": False}),
            Tally(f"drafts_{span}", "finance.Transaction", (on, "kind"), "base_net", DRAFTED),
            Tally(f"moved_{span}", "finance.Payment", ("account_id", on), "flow"),
        ]
    return found


# What boards and menus count follows from the declarations (`engine/tallies.py`); these are figures
# of their own.
TALLIES = [
    Tally("invoiced", "clients.Client", ("stage",), "invoice_amount", {"archived": False}),
    Tally("open", "finance.Transaction", ("kind",), "base_total", APART, "base_paid"),
    *_periods(),
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
    "finance.Recurring",
    "finance.Budget",
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
                sorting.release,
            ],
            "finance.SettledLine": [settlements.hold],
            "finance.Transaction": [
                *(following.name_account, shares.receive, sorting.sort_by_hand),
                keeping.keep_files,
            ],
            "finance.Account": [accounts.refuse_full],
            "finance.Budget": [spending.keep],
            "finance.Invoice": [
                *(settled_on.name_days, asking.ask, settlements.hold_sources, closed.refuse_closed),
            ],
            "finance.Recurring": [days.name_days],
        },
        rules=[rules.refuse_contradictions],
        derivations={SHARE: Derivation("finance.Transaction", shares.moved, shares.rows)},
    )

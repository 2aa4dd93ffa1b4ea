"""The reports that there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from freelancer_os.people.models import Workspace
from freelancer_os.reports.ahead import COMING, coming_statement
from freelancer_os.reports.balance import BALANCE, balance_statement
from freelancer_os.reports.owed import RECEIVABLES, receivables_shown, receivables_statement
from freelancer_os.reports.reconciled import RECONCILIATION, reconciliation_statement
from freelancer_os.reports.reconciliation import TAKES as COMPARED
from freelancer_os.reports.sheets import Statement
from freelancer_os.reports.statements import (
    MINE,
    PERIOD,
    PROFIT,
    TAX,
    mine_statement,
    profit_shown,
    profit_statement,
    tax_statement,
)
from freelancer_os.reports.year_end import YEAR_END, missing_statement

Query = Mapping[str, str]


@dataclass(frozen=True)
class Report:
    """One report: its address, its title, which parameters it takes, and how it is made.

    Where a page shows less of it than a file holds, `shown` makes that, of `clients` as well.
    """

    slug: str
    title: str
    takes: tuple[str, ...]
    made: Callable[[Workspace, Query], Statement]
    shown: Callable[[Workspace, Query], Statement] | None = None

    @property
    def takes_shown(self) -> tuple[str, ...]:
        """The parameters that its page takes."""
        return (*self.takes, "clients") if self.shown else self.takes


REPORTS = {
    one.slug: one
    for one in (
        Report("profit-and-loss", PROFIT, (*PERIOD, "compare"), profit_statement, profit_shown),
        Report("tax", TAX, PERIOD, tax_statement),
        Report(
            *("receivables", RECEIVABLES, ("on", "client")),
            *(receivables_statement, receivables_shown),
        ),
        Report("mine", MINE, (), mine_statement),
        Report("balance", BALANCE, ("date_from", "date_to", "account"), balance_statement),
        Report("reconciliation", RECONCILIATION, COMPARED, reconciliation_statement),
        Report("coming", COMING, (), coming_statement),
        Report("year-end", YEAR_END, ("year",), missing_statement),
    )
}

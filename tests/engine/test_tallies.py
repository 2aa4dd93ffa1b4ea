"""What a declaration counts."""

from dataclasses import replace

import pytest

from freelancer_os.collections.money.accounts import ACCOUNTS
from freelancer_os.collections.money.categories import CATEGORIES
from freelancer_os.collections.money.payments import PAYMENTS
from freelancer_os.collections.tools.contacts import CONTACTS
from freelancer_os.collections.work.clients import CLIENTS
from freelancer_os.collections.work.invoices import INVOICES
from freelancer_os.core.log.totals.totals import Tally, registry
from freelancer_os.engine.registry import collections
from freelancer_os.engine.tallies import tally_of


def test_a_board_counts_its_columns_and_adds_up_their_amounts() -> None:
    living = {"archived": False}
    named = ("clients", "clients.Client", ("stage",), "contract_value", living)
    assert tally_of(CLIENTS) == Tally(*named)
    assert tally_of(CONTACTS) == Tally("contacts", "tools.Contact", ("role",))


def test_amounts_of_several_currencies_stand_apart() -> None:
    both = ("state", "currency")
    assert tally_of(INVOICES) == Tally("invoices", "finance.Invoice", both, "total")
    alone, used = ("currency",), {"archived": False}
    assert tally_of(ACCOUNTS) == Tally("accounts", "finance.Account", alone, "balance", used)


def test_what_is_neither_grouped_nor_added_up_is_not_counted() -> None:
    assert tally_of(CATEGORIES) is None


def test_everything_that_is_declared_is_counted() -> None:
    declared = [tally for one in collections if (tally := tally_of(one)) is not None]
    assert len(declared) > 9
    assert all(tally in registry.tallies for tally in declared)
    assert {tally.source for tally in declared} <= set(registry.order)


def test_what_stands_in_no_column_of_the_row_cannot_be_counted() -> None:
    for odd in (replace(INVOICES, group_by="client"), replace(PAYMENTS, board_sum="amount")):
        with pytest.raises(ValueError, match="cannot be counted by"):
            tally_of(odd)

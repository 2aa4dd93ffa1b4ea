"""Bank lines: kept as they came, sorted by what is decided about them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from freelancer_os.clients.models import Client
from freelancer_os.collections.money.deciding.proposals import (
    InvoiceIds,
    Pieces,
    Proposals,
    propose,
)
from freelancer_os.core.values.amounts import format_money
from freelancer_os.core.values.text import refusal
from freelancer_os.engine.actions import Action
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.counted import Counted
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice, ChoiceOrNone
from freelancer_os.engine.kinds.days import Day
from freelancer_os.engine.kinds.field import Text
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.money import Money
from freelancer_os.engine.kinds.numbers import Rate
from freelancer_os.engine.registry import collections
from freelancer_os.finance.models import Account, BankLine, Category, Invoice, Transaction
from freelancer_os.finance.sorting.accepting import accept_best
from freelancer_os.finance.sorting.deciding import categorise, link, pay_invoices
from freelancer_os.finance.sorting.halves import transfer
from freelancer_os.finance.sorting.proposals.found import attach_found, waiting_for
from freelancer_os.finance.sorting.reopening import ignore, reopen
from freelancer_os.finance.sorting.splitting import split
from freelancer_os.projects.models import Service

STATES = (("new", "To sort", "amber"), ("sorted", "Sorted", "green"), ("ignored", "Left out", ""))
HOWS = (
    ("category", "Category", ""),
    ("rule", "By a rule", ""),
    ("split", "Split", ""),
    ("invoice", "Invoice", ""),
    ("entry", "Entry", ""),
    ("paid", "Paid entry", ""),
    ("transfer", "Transfer", ""),
    ("half", "Half of a transfer", ""),
)
LATE = timedelta(days=90)  # before a line, entries that it may pay
SAID = ("client", "service", "description", "tax_rate")


def accept(line: BankLine, given: Mapping[str, Any]) -> None:
    """Decide as is said, else for the best proposal; a receipt that waits for the line is attached.

    Raises ValidationError, Conflict.
    """
    receipt = waiting_for(line)
    _decide(line, given)
    attach_found(line, receipt)


def _decide(line: BankLine, given: Mapping[str, Any]) -> None:
    said = {name: value for name, value in given.items() if value not in (None, "", [])}
    whats = said.keys() - set(SAID)
    if len(whats) > 1:
        raise refusal(sorted(whats)[1], _("Say one thing that the line is."))
    if not whats and said:
        raise refusal(sorted(said)[0], _("Say the category, too."))
    if "category" in said:
        categorise(line, said)
    elif said.keys() & set(SAID):
        raise refusal(min(said.keys() & set(SAID)), _("Only a category takes this."))
    elif "invoice" in said:
        pay_invoices(line, _fresh(line, [said["invoice"]]))
    elif "invoices" in said:
        pay_invoices(line, _fresh(line, said["invoices"]))
    elif "transaction" in said:
        link(line, *_fresh(line, [said["transaction"]]))
    elif "transfer_to" in said:
        transfer(line, said["transfer_to"])
    elif "parts" in said:
        split(line, said["parts"])
    else:
        accept_best(line)


def _fresh(line: BankLine, records: list[Any]) -> list[Any]:
    """The records as this change reads them."""
    unit: Any = line._unit
    return [unit.fresh(one) for one in records]


def payable(rows: QuerySet[Invoice], line: Any) -> QuerySet[Invoice]:
    """Invoices of which something is outstanding."""
    return rows.filter(status="sent").exclude(outstanding=0)


def unproven(rows: QuerySet[Transaction], line: Any) -> QuerySet[Transaction]:
    """Entries of the weeks before a line, of its amount."""
    days = (line.date - LATE, line.date + LATE)
    alike = rows.filter(date__range=days, total__in=(line.amount, -line.amount), invoice=None)
    return alike.exclude(pk=line.transaction_id) if line.transaction_id else alike


def others(rows: QuerySet[Account], line: Any) -> QuerySet[Account]:
    """The accounts but that of the line."""
    return rows.exclude(pk=line.account_id)


def accepts(line: BankLine, formats: Formats) -> str:
    """What is decided where nothing is said."""
    return PROPOSALS.raw(line, formats).partition("; ")[0] or _("Say what it is.")


def leaves_out(line: BankLine, formats: Formats) -> str:
    """What leaving it out does."""
    amount = format_money(abs(line.amount), line.account.currency, formats.locale)
    sentence = _("It is in no figure, and the balance of {account} is another by {amount}.")
    return sentence.format(account=line.account, amount=amount)


PROPOSALS = Proposals(name="proposals", label="What it may be", read_only=True, sortable=False)

BANK_LINES = collections.add(
    Collection(
        slug="bank-lines",
        model=BankLine,
        singular="bank line",
        plural="bank lines",
        icon="list-checks",
        section="Money",
        place=15,
        counted=Counted("to sort", "new"),
        fields=(
            Day(name="date", label="Date", read_only=True),
            Text(name="payee", label="Payee", read_only=True),
            Text(name="text", label="Text", read_only=True),
            Text(name="reference", label="Bank reference", read_only=True),
            Money(name="amount", label="Amount", of="account", read_only=True),
            Link(
                name="account",
                label="Account",
                to="accounts",
                model=Account,
                colour="violet",
                read_only=True,
            ),
            Choice(name="state", label="State", choices=STATES, read_only=True),
            ChoiceOrNone(name="how", label="Became", choices=HOWS, read_only=True),
            Link(
                name="transaction",
                label="Entry",
                to="transactions",
                model=Transaction,
                read_only=True,
            ),
            PROPOSALS,
        ),
        table=("date", "payee", "text", "amount", "account", "state", "how", "transaction"),
        brief=("amount", "state", "date"),
        order="-date",
        on="date",
        group_by="state",
        search=("payee_key", "text"),
        small=("date", "text", "amount", "state"),
        is_kept=True,
        ahead=propose,
        actions=(
            Action(
                verb="accept",
                label="Accept",
                icon="check",
                offered=lambda line: line.state == "new",
                otherwise="This line is sorted or left out already. Reopen it first.",
                fields=(
                    Link(name="category", label="Category", to="categories", model=Category),
                    Link(
                        name="invoice",
                        label="Invoice",
                        to="invoices",
                        model=Invoice,
                        offered=payable,
                    ),
                    InvoiceIds(name="invoices", label="Several invoices"),
                    Link(
                        name="transfer_to",
                        label="Transfer with",
                        to="accounts",
                        model=Account,
                        offered=others,
                    ),
                    Link(
                        name="transaction",
                        label="Entry",
                        to="transactions",
                        model=Transaction,
                        offered=unproven,
                    ),
                    Pieces(name="parts", label="Parts"),
                    Link(name="client", label="For client", to="clients", model=Client),
                    Link(name="service", label="For service", to="services", model=Service),
                    Text(name="description", label="Description", max_length=300),
                    Rate(name="tax_rate", label="Tax rate", minimum=0, maximum=1_000_000),
                ),
                seldom=SAID,
                form="/bank-lines/{pk}/choose/",
                effect=accepts,
                does=accept,
                done="Sorted {record}",
            ),
            Action(
                verb="ignore",
                label="Leave out",
                icon="ban",
                offered=lambda line: line.state != "ignored",
                otherwise="This line is left out already.",
                effect=leaves_out,
                does=lambda line, _: ignore(line),
                done="Left out {record}",
            ),
            Action(
                verb="reopen",
                label="Sort anew",
                icon="rotate-ccw",
                offered=lambda line: line.state != "new",
                otherwise="This line is to be sorted already.",
                effect=lambda line, formats: _("It is to be sorted again, as when it came."),
                does=lambda line, _: reopen(line),
                done="{record} is to be sorted again",
            ),
        ),
        notes={
            "amount": "As the bank has it: negative where money went out.",
            "state": "`new` is to be sorted; what is `ignored` is in no balance.",
            "how": "What it became; null while it is new.",
            "transaction": "The entry that it is about; null where it is several things, half of a "
            "transfer, or left out.",
            "proposals": "What it may be, the best first, with a reason; the target is the id of "
            "an invoice (of `invoices` a list), an entry, what recurs, a category or the other "
            "account.",
        },
    )
)

"""One bank line for several things: categories, or an invoice and a fee that was taken off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from freelancer_os.core.log.totals.settle import catch_up
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.values.amounts import format_money
from freelancer_os.core.values.text import refusal
from freelancer_os.finance.bank_lines import DESCRIPTION, BankLine
from freelancer_os.finance.categories import Category, Kind
from freelancer_os.finance.entries.transactions import Transaction
from freelancer_os.finance.entries.usual_tax import usual_tax
from freelancer_os.finance.invoices.invoices import Invoice
from freelancer_os.finance.payments.whole_invoice import spread
from freelancer_os.finance.sorting.deciding import begin, refuse_unpayable
from freelancer_os.finance.sorting.moving import Part, move

MOST = 50  # parts of one line


@dataclass(frozen=True)
class Piece:
    """A part of a line: minor units of the account's currency, negative where money goes out; a
    bank's fee is negative beside an invoice that was paid. `what` says what it is."""

    what: Category | Invoice
    amount: int
    description: str = ""


def split(line: BankLine, pieces: Sequence[Piece]) -> None:
    """Let the line be all of these, which come to its amount. Raises ValidationError on `parts`."""
    begin(line)
    _check(line, pieces)
    parts = list[Part]()
    for piece in pieces:
        if isinstance(piece.what, Invoice):
            parts += _of_invoice(line, piece.what, piece.amount)
        else:
            parts.append(_entry(line, piece.what, piece))
    move(line, parts)
    line.become(BankLine.How.SPLIT)
    line.save()


def _check(line: BankLine, pieces: Sequence[Piece]) -> None:
    total = sum(piece.amount for piece in pieces)
    if not 2 <= len(pieces) <= MOST or not all(piece.amount for piece in pieces):
        raise refusal("parts", _("Enter at least two parts, each with an amount."))
    if total != line.amount:
        told = [
            format_money(one, line.account.currency, line.workspace.locale)
            for one in (total, line.amount)
        ]
        sentence = _("The parts come to {total}, and the line is {amount}.")
        raise refusal("parts", sentence.format(total=told[0], amount=told[1]))


def _of_invoice(line: BankLine, invoice: Invoice, amount: int) -> list[Part]:
    catch_up(invoice)
    refuse_unpayable(line, invoice)
    if invoice.currency != line.account.currency:
        sentence = _("{invoice} is in another currency; it takes a whole line.")
        raise refusal("parts", sentence.format(invoice=invoice))
    return spread(invoice, amount)


def _entry(line: BankLine, category: Category, piece: Piece) -> Part:
    """A new entry of the part; money against the kind of its category came back, or was taken."""
    amount = piece.amount if category.kind == Kind.INCOME else -piece.amount
    asked = {"kind": category.kind, "category": category}
    made = Transaction(workspace=line.workspace)
    made.edit(
        {
            **usual_tax(writing_unit(line).workspace, asked),
            **asked,
            "date": line.date,
            "description": (piece.description or line.description)[:DESCRIPTION],
            "amount": amount,
            "tax_included": True,
            "currency": line.account.currency,
            **({"exchange_rate": line.exchange_rate} if line.exchange_rate else {}),
        }
    )
    return made, made.total

"""The status of an invoice: what its cell offers, and the verbs that lead to each.

Paid needs an account, so each account is an option.
"""

from typing import Any, ClassVar

from django.db.models import Q
from django.utils.translation import gettext as _

from freelancer_os.collections.work.delivery import Delivery
from freelancer_os.core.ids import read_id
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.amounts import format_money
from freelancer_os.core.values.text import refusal
from freelancer_os.engine.actions import ByVerb
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Beside, Choice, Offer
from freelancer_os.engine.kinds.field import Values
from freelancer_os.engine.kinds.flags import Flag
from freelancer_os.finance.invoices.numbering import number_of
from freelancer_os.finance.models import Account, Invoice, Payment, Settlement
from freelancer_os.finance.payments.whole_invoice import set_by_hand, told
from freelancer_os.finance.settlements import settlements as settling
from freelancer_os.invoicing import frozen

PAID = "paid:"
ACCOUNTS = 8
FEW = 3  # payments that are named
MANY = 200  # payments that are looked at


class Life(Choice):
    """Draft, Sent, Paid on an account, Void; `paid:ID` is what the cell sends for Paid."""

    rare: ClassVar[frozenset[str]] = frozenset({"void"})

    def parse(self, text: str, formats: Formats, given: Values, record: Record | None) -> object:
        if not text.startswith(PAID):
            return super().parse(text, formats, given, record)
        key = read_id(text.removeprefix(PAID))
        account = key and Account.objects.of(formats.workspace).filter(pk=key).first()
        if not account:
            raise refusal(self.name, _("There is no such account."))
        return account

    def spread(self, value: object) -> dict[str, Any]:
        if isinstance(value, Account):
            return {self.name: "paid", "account": value}
        return super().spread(value)

    def beside(self, formats: Formats) -> Beside:
        return Delivery(formats.workspace).mark

    def offers(self, record: Any, formats: Formats) -> list[Offer]:
        found = []
        for value, label, colour in self.choices:
            if not may_be(record, value):
                continue
            if value == "paid" and record.state != "paid":
                found += self._paid(record, label, colour, formats)
            else:
                done = effect(record, value, formats)
                way = "take_back" if record.state == "paid" else ""
                found.append(Offer(value, label, colour, effect=done, way=way))
        return found

    def _paid(self, record: Invoice, label: str, colour: str, formats: Formats) -> list[Offer]:
        amount = format_money(record.outstanding, record.currency, formats.locale)
        sentence = _("Marks {invoice} as Paid and adds {amount} to {account}. Undo with Ctrl+Z.")
        accounts = Account.objects.of(formats.workspace).in_use()[:ACCOUNTS]
        return [
            Offer(
                f"{PAID}{account.pk}",
                label,
                colour,
                _("on {account}").format(account=account),
                self._said(sentence, record, amount, account),
            )
            for account in accounts
        ]

    @staticmethod
    def _said(sentence: str, record: Invoice, amount: str, account: Account) -> str:
        said = sentence.format(invoice=record, amount=amount, account=account)
        if account.currency == record.currency:
            return said
        return f"{said} {_('It is exchanged into {currency}.').format(currency=account.currency)}"


def may_be(invoice: Invoice, value: str) -> bool:
    """Whether an invoice could have a status next, or has it."""
    if value == invoice.state:
        return True
    if invoice.state == "void":
        return False
    if value == "void":
        return bool(invoice.number) and not invoice.paid
    return value != "paid" or (invoice.is_claim and invoice.payable != 0)


def lead(invoice: Invoice, asked: Values) -> None:
    """Lead an invoice to the status that was asked for. Raises ValidationError."""
    if asked.get("status") == "paid":
        on, rate = asked.get("paid_on"), asked.get("account_rate")
        frozen.pay(invoice, asked.get("account"), on=on, rate=rate)
        return
    for name in ("account", "paid_on", "account_rate"):
        if name in asked:
            raise refusal(name, _("An account is set when an invoice is marked as paid."))
    if "status" not in asked:
        raise refusal("with_lines", _("Bank lines are reopened together with the status."))
    frozen.move_to(invoice, asked["status"], with_lines=asked.get("with_lines", False))


BY_VERB = ByVerb(("status", "account", "paid_on", "account_rate", "with_lines"), lead)
LINES = Flag(name="with_lines", label="Reopen the bank lines too")


def effect(record: Invoice, value: str, formats: Formats) -> str:
    """What choosing a status does, before it is done."""
    if value == record.state:
        return ""
    if record.state == "paid":
        return _takes_back(record)
    if value == "sent":
        return " ".join(filter(None, [_numbers(record), _is_covered(record)]))
    if value == "void":
        return _("Void for good: it counts in no total any more. Undo with Ctrl+Z.")
    return ""


def _numbers(record: Invoice) -> str:
    """Which number sending gives."""
    if record.number is not None:
        return ""
    number = number_of(record)
    sentence = _("Gives it the number {number}, which then stays.")
    return sentence.format(number=number) if number else ""


def _is_covered(record: Invoice) -> str:
    """That a draft whose lines are paid is Paid once it is sent."""
    if record.status == "draft" and record.is_covered:
        return _("Its lines are paid already, so it is Paid at once.")
    return ""


def _takes_back(record: Invoice) -> str:
    """Which payments go with the status Paid; of more than a few how many."""
    rows = Payment.objects.of(record.workspace).filter(transaction__invoice=record)
    payments = set_by_hand(record, rows.select_related("account").order_by("date", "id")[:MANY])
    ends = Q(to_invoice=record) | Q(from_invoice=record)
    settled = Settlement.objects.of(record.workspace).filter(ends)[:FEW]
    if not payments and settled:
        named = ", ".join(map(settling.told, settled))
        return _("Takes away what settles it: {settlements}.").format(settlements=named)
    if not payments:
        return _("Bank lines prove that it is paid; you are asked about them.")
    found = list(dict.fromkeys(map(told, payments)))
    named = ", ".join(found[:FEW])
    if len(found) > FEW:
        return _("Takes back its payments: {payments} and more.").format(payments=named)
    return _("Takes back its payments: {payments}.").format(payments=named)

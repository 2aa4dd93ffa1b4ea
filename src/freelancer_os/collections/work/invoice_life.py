"""The status of an invoice: what its cell offers, and the verbs that lead to each.

Paid needs an account, so each account is an option.
"""

from typing import Any, ClassVar

from django.utils.translation import gettext as _

from freelancer_os.core.ids import read_id
from freelancer_os.core.records.base import Record
from freelancer_os.core.values.amounts import format_money
from freelancer_os.core.values.text import refusal
from freelancer_os.engine.actions import ByVerb
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Choice, Offer
from freelancer_os.engine.kinds.field import Values
from freelancer_os.finance.invoices.numbering import preview
from freelancer_os.finance.models import Account, Invoice

PAID = "paid:"
ACCOUNTS = 8


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

    def offers(self, record: Any, formats: Formats) -> list[Offer]:
        found = []
        for value, label, colour in self.choices:
            if value == "paid" and record.state != "paid":
                found += self._paid(record, label, colour, formats)
            else:
                done = effect(record, value, formats)
                found.append(Offer(value, label, colour, effect=done))
        return found

    def _paid(self, record: Invoice, label: str, colour: str, formats: Formats) -> list[Offer]:
        amount = format_money(record.outstanding, record.currency, formats.locale)
        sentence = _("Marks {invoice} as Paid and adds {amount} to {account}. Undo with Ctrl+Z.")
        accounts = Account.objects.of(formats.workspace).order_by("folded", "id")[:ACCOUNTS]
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


def lead(invoice: Invoice, asked: Values) -> None:
    """Lead an invoice to the status that was asked for. Raises ValidationError."""
    if asked.get("status") == "paid":
        invoice.mark_paid(asked.get("account"), asked.get("paid_on"), asked.get("account_rate"))
        return
    for name in ("account", "paid_on", "account_rate"):
        if name in asked:
            raise refusal(name, _("An account is set when an invoice is marked as paid."))
    invoice.move_to(asked["status"])


BY_VERB = ByVerb(("status", "account", "paid_on", "account_rate"), lead)


def effect(record: Invoice, value: str, formats: Formats) -> str:
    """What choosing a status does, before it is done."""
    if value == record.state:
        return ""
    if record.state == "paid":
        return _("Takes back the payments that marking it as paid recorded.")
    if value == "sent" and record.number is None:
        sentence = _("Gives it the number {number}, which then stays.")
        return sentence.format(number=preview(record.workspace))
    if value == "void":
        return _("Void for good: it counts in no total any more. Undo with Ctrl+Z.")
    return ""

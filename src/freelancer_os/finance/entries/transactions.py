"""Transactions: one thing earned or spent; client income carries links."""

from collections.abc import Mapping
from datetime import date as Date  # `date` is a field here
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from freelancer_os.clients.models import Client
from freelancer_os.core.errors import Conflict
from freelancer_os.core.fields.links import WorkspaceForeignKey
from freelancer_os.core.log.ranks import bring, fill
from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.own.values import OWN
from freelancer_os.core.records.admission import admit, admit_one
from freelancer_os.core.records.base import Owned, Records, Titled
from freelancer_os.core.values.text import refusal
from freelancer_os.core.words import Part, Word
from freelancer_os.finance.accounts import Account
from freelancer_os.finance.categories import Category, Kind
from freelancer_os.finance.entries import amounts, exchange
from freelancer_os.finance.entries.indexes import INDEXES
from freelancer_os.finance.entries.reckoned import CONSTRAINTS, Reckoned
from freelancer_os.finance.entries.usual_tax import usual_tax
from freelancer_os.finance.payments import paying
from freelancer_os.projects.models import Project, Service

LINKS = ("invoice", "client", "project", "service")


class TransactionRecords(Records["Transaction"]):
    """The words for sets of transactions."""

    def client_income(self) -> "TransactionRecords":
        """The rows of the workflow."""
        return self.filter(category__is_client=True)


class Transaction(Titled, Owned, Reckoned):
    """An income or an expense.

    `account` and `paid_on` follow from its payments. A line of a credit note `credits` another. One
    with a `settlement` takes a deposit off its invoice.
    """

    title_column = "description"
    unlogged = frozenset(
        {"folded", "net", "tax", "total", "base_net", "base_tax", "base_total"}
        | {"paid", "base_paid", "withheld", "base_withheld", "outstanding"}
        | {"is_void", "is_draft", "account_id", "paid_on"}
    )
    by_verb = frozenset({"account", "paid_on"})
    kept_links = frozenset({"invoice"})
    follows: ClassVar[dict[str, tuple[str, ...]]] = {
        "service": ("project", "client"),
        "project": ("client",),
        "invoice": ("client",),
    }

    kind = models.CharField(max_length=8, choices=Kind.choices)
    date = models.DateField()
    description = models.CharField(max_length=300, blank=True)
    category = WorkspaceForeignKey(Category, null=True)
    client = WorkspaceForeignKey(Client, null=True)
    project = WorkspaceForeignKey(Project, null=True)
    service = WorkspaceForeignKey(Service, null=True)
    invoice = WorkspaceForeignKey("finance.Invoice", null=True)
    credits = WorkspaceForeignKey("finance.Transaction", null=True, editable=False)
    settlement = WorkspaceForeignKey("finance.Settlement", null=True, editable=False)
    note = models.TextField(max_length=2000, blank=True, default="")

    account = WorkspaceForeignKey(Account, null=True, editable=False)
    paid_on = models.DateField(null=True, editable=False)

    objects: ClassVar[Any] = TransactionRecords.as_manager()

    class Meta:
        constraints = CONSTRAINTS
        indexes = INDEXES

    def __str__(self) -> str:
        return str(self.named)

    @property
    def named(self) -> Part:
        return self.description or Word.of(str(Kind(self.kind).label))

    @property
    def is_line(self) -> bool:
        return self.invoice_id is not None

    @property
    def is_kept(self) -> bool:
        """Whether it follows from elsewhere: it is a discount, or takes off a deposit."""
        return self.is_discount or self.settlement_id is not None

    @property
    def is_client_income(self) -> bool:
        """Whether this entry is a row of the workflow and may carry links."""
        return self.kind == Kind.INCOME and self.category is not None and self.category.is_client

    @property
    def alone(self) -> frozenset[str]:
        """Its amount follows from its factors; no line is added to what has been sent."""
        is_sent = self.invoice_id is not None and self.invoice.status != "draft"
        return frozenset({"amount", "invoice"} if is_sent else {"amount"})

    def edit(self, values: Mapping[str, Any]) -> None:
        """Set fields and keep the rules of links, amounts and payments (domain.md).

        Raises ValidationError with a sentence per field.
        """
        asked = dict(values)
        is_new = self._state.adding
        if is_new:
            self._set_defaults(asked)
        asked = admit(self, asked)
        asked |= usual_tax(writing_unit(self).workspace, asked) if is_new else {}
        self._refuse_kept(asked)
        before = exchange.Priced(self.currency, self.date, self.exchange_rate)
        old_kind = self.kind
        for name, value in asked.items():
            setattr(self, name, value)
        amounts.set_amount(self, asked)
        self.check_line(asked)
        self._check_category(asked)
        self.waits = self.waits and self.category is None  # what is sorted by hand waits no more
        brought = self._check_links(asked)
        exchange.set_rate(self, asked, before)
        self.save()
        bring(self, brought)
        self._bring_invoice()
        if not is_new:
            paying.keep_up(self, old_kind, before)

    def pay(self, account: Account, on: Date | None = None, rate: int | None = None) -> None:
        """Pay what is outstanding from or into `account`, by default on the entry's date; on a paid
        entry, move the payment. `rate` (10⁻¹⁰) is into the currency of the account. Raises
        ValidationError."""
        account, on = admit_one(self, "account", account), admit_one(self, "paid_on", on)
        paying.pay(self, account, on, rate)

    def pay_on(self, on: Date | None) -> None:
        """Move its payments to another date; without one, take them away unless they cover it.

        Raises ValidationError where they do not.
        """
        paying.move_to(self, admit_one(self, "paid_on", on))

    def unpay(self) -> None:
        """Take every payment of this entry away, and of no other."""
        paying.unpay(self)

    def remove(self) -> None:
        """Delete the entry with its payments; a discount or deposit goes with what keeps it."""
        if self.is_kept:
            raise ValidationError([self._kept()])
        self.leave()

    def leave(self) -> None:
        """Go, with its payments and without rules: as what nobody keeps any more."""
        paying.remove_payments(self)
        super().remove()

    def refuse_if_void(self, field: str) -> None:
        """Money cannot be recorded for an invoice that is void."""
        if not self.is_void or self.waits:
            return
        if self.invoice is not None and not self.invoice.is_claim:
            raise refusal(field, _("A pro forma invoice is no claim, so nothing is paid for it."))
        raise refusal(field, _("Invoice {invoice} is void.").format(invoice=self.invoice))

    def _refuse_kept(self, asked: Mapping[str, object]) -> None:
        """What is kept follows from elsewhere; only its links and own properties are set."""
        free = {*LINKS, "category", OWN} - {"invoice"}
        for name in asked.keys() - free if self.is_kept else ():
            if asked[name] != getattr(self, name):
                raise refusal(name, self._kept())

    def _kept(self) -> str:
        if self.is_discount:
            return _("This line is the discount of its invoice. Change the discount there.")
        return _("This line takes off a deposit. Take the deposit off its invoice's settlements.")

    def _set_defaults(self, asked: dict[str, Any]) -> None:
        invoice = asked.get("invoice")
        currency = invoice.currency if invoice is not None else self.workspace.currency
        asked.setdefault("currency", currency)
        asked.setdefault("tax_included", asked.get("kind") == Kind.EXPENSE)

    def _check_category(self, asked: Mapping[str, object]) -> None:
        if self.category is not None and self.category.kind != self.kind:
            sentence = (
                _("{category} is a category for income.")
                if self.category.kind == Kind.INCOME
                else _("{category} is a category for expense.")
            )
            on = "category" if "category" in asked else "kind"
            raise refusal(on, sentence.format(category=self.category))

    def _check_links(self, asked: Mapping[str, object]) -> list[str]:
        """Which links' targets are to be brought along once it is saved."""
        if not self.is_client_income:
            for name in LINKS:
                if asked.get(name) is not None:
                    raise refusal(
                        name, _("Only income in the client category is linked to anything.")
                    )
            self._refuse_to_leave()
            for name in LINKS:
                setattr(self, name, None)
            return []
        along = writing_unit(self).moves_linked
        brings = along and any(t is not None and t.client_id for t in (self.service, self.project))
        brought = fill(self, asked, besides=frozenset({"invoice"}) if brings else frozenset())
        if self.invoice is not None:
            self._check_invoice(asked)
        return brought

    def _refuse_to_leave(self) -> None:
        """A person is asked before a line leaves an invoice that has been sent."""
        invoice = self.invoice
        if invoice is not None and invoice.status != "draft" and writing_unit(self).asks:
            sentence = _("{record} is a line of {invoice}, which has been sent and would lose it.")
            raise Conflict(sentence.format(record=self, invoice=invoice), way="leave_sent")

    def _check_invoice(self, asked: Mapping[str, object]) -> None:
        invoice = self.invoice
        moved = (self._read or {}).get("invoice_id") != invoice.pk
        if moved and invoice.status == "void":
            raise refusal("invoice", _("Invoice {invoice} is void.").format(invoice=invoice))
        if invoice.currency != self.currency:
            on = "invoice" if asked.get("invoice") is not None else "currency"
            sentence = _("Invoice {invoice} is in {currency}, this is {own}.")
            said = sentence.format(invoice=invoice, currency=invoice.currency, own=self.currency)
            raise refusal(on, said)

    def _bring_invoice(self) -> None:
        """An invoice without a client gets that of its line; one moved along with it, too."""
        invoice = self.invoice
        if invoice is None or self.client_id in (None, invoice.client_id):
            return
        unit = writing_unit(self)
        if invoice.client_id is None or unit.moves_linked:
            unit.fresh(invoice).edit({"client": self.client})

"""What follows for an entry from its amount, its rate, its invoice and its payments."""

from django.db import models
from django.db.models import F, Q

from freelancer_os.core.fields.columns import ScaledField, TotalField
from freelancer_os.finance.entries import amounts, billed, exchange
from freelancer_os.finance.entries.billed import Billed

CONSTRAINTS: list[models.BaseConstraint] = [
    models.CheckConstraint(
        condition=Q(total=F("net") + F("tax"))
        & Q(outstanding=F("total") - F("withheld") - F("paid")),
        name="transaction_adds_up",
    ),
    *billed.CONSTRAINTS,
]


class Reckoned(Billed):
    """The columns of the amounts of an entry.

    Amounts are minor units of `currency`; `exchange_rate` (10⁻¹⁰) is null in base currency. `net`,
    `tax`, `total`, `base_*`, `outstanding` follow from it, its invoice and its payments. `withheld`
    is its share of the tax that the client of its invoice withholds. Nothing counts of an entry
    that `is_void`: its invoice is void, or a pro forma, or it `waits`: a bank line made it that may
    be the payment of something else. One that `is_draft`, on an invoice not yet sent, is earned
    nowhere.
    """

    currency = models.CharField(max_length=3)
    exchange_rate = ScaledField(places=10, null=True, minimum=1)

    net = models.BigIntegerField(default=0, editable=False)
    tax = models.BigIntegerField(default=0, editable=False)
    total = models.BigIntegerField(default=0, editable=False)
    base_net = models.BigIntegerField(default=0, editable=False)
    base_tax = models.BigIntegerField(default=0, editable=False)
    base_total = models.BigIntegerField(default=0, editable=False)
    withheld = models.BigIntegerField(default=0, editable=False)
    base_withheld = models.BigIntegerField(default=0, editable=False)
    paid = TotalField()
    base_paid = models.BigIntegerField(default=0, editable=False)
    outstanding = models.BigIntegerField(default=0, editable=False)
    is_void = models.BooleanField(default=False, editable=False)
    is_draft = models.BooleanField(default=False, editable=False)
    waits = models.BooleanField(default=False, editable=False)

    class Meta:
        abstract = True

    def derive(self) -> None:
        super().derive()
        if self.is_line:
            self.set_net_and_tax(self.net, self.tax, self.withheld)
        else:
            self.is_void, self.is_draft = self.waits, False
            self.set_net_and_tax(*amounts.alone(self.amount, self.tax_rate, self.tax_included))
        self.base_paid = exchange.in_base(self, self.paid)

    def set_net_and_tax(self, net: int, tax: int, withheld: int = 0) -> None:
        """Take what was computed for this entry, alone or on its invoice."""
        self.net, self.tax, self.total, self.withheld = net, tax, net + tax, withheld
        self.base_net = exchange.in_base(self, net)
        self.base_total = exchange.in_base(self, self.total)
        self.base_withheld = exchange.in_base(self, withheld)
        self.base_tax = self.base_total - self.base_net
        self.outstanding = self.payable - self.paid

    @property
    def is_line(self) -> bool:
        """Whether it is on an invoice, which says what its tax is."""
        raise NotImplementedError

    @property
    def payable(self) -> int:
        """What is to be paid of it: its total but for what the client withholds."""
        return int(self.total - self.withheld)

    @property
    def is_covered(self) -> bool:
        """Whether its payments come to its total, or more."""
        return self.outstanding <= 0 if self.payable >= 0 else self.outstanding >= 0

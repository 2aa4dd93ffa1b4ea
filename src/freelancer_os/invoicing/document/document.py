"""The document of an invoice: all that stands on its paper, as plain values.

The names in brackets are the business terms of EN 16931 that a value is.
"""

from dataclasses import dataclass
from datetime import date

from freelancer_os.finance.invoices.parties import Party


@dataclass(frozen=True)
class Line:
    """One line [BG-25]: `quantity` in 10⁻⁴, `unit_price` in 10⁻⁴ of a minor unit, rates in 10⁻⁴ %.

    `unit` is a code of UN/ECE Rec 20 [BT-130], `amount` the net in minor units [BT-131], after the
    `discount` of the line, in 10⁻⁴ %.
    """

    text: str
    quantity: int
    unit: str
    unit_price: int
    tax_category: str
    tax_rate: int
    amount: int
    discount: int = 0
    note: str = ""
    service_from: date | None = None
    service_to: date | None = None


@dataclass(frozen=True)
class Tax:
    """The lines of one category and rate [BG-23]: what is taxed, the tax, why there is none."""

    category: str
    rate: int
    net: int
    tax: int
    reason: str = ""


@dataclass(frozen=True)
class PayInto:
    """The account to which the money goes [BG-17]; `holder` as the bank has it."""

    holder: str
    iban: str
    bic: str = ""


@dataclass(frozen=True)
class Logo:
    """The picture of a letterhead: the digest of its file, and what kind of picture it is."""

    digest: str
    media_type: str


@dataclass(frozen=True)
class Look:
    """How the paper looks: which template, its accent as `#rrggbb`, and a logo if there is one."""

    template: str = "studio"
    accent: str = "#0b6e54"
    logo: Logo | None = None


@dataclass(frozen=True)
class Worked:
    """One time entry behind the lines, for the annex; `seconds` of work."""

    on: date
    text: str
    seconds: int


@dataclass(frozen=True)
class Early:
    """A discount for payment `until` a day [BT-20]: `percent` in 10⁻⁴ %, and what is paid then."""

    percent: int
    until: date
    amount: int


@dataclass(frozen=True)
class Document:
    """An invoice, a credit note, a deposit or a pro forma, in minor units of `currency`.

    A credit note has the amounts of what it credits, positive: on paper its title turns the sign.
    `number` is None on a draft that has none yet. `discount` is what the whole is reduced by, net,
    0 or less, and already in `taxes` [BT-107]; `withheld` and `paid` are taken off `total`; a
    credit note tells what is credited, whatever was settled of it.
    """

    kind: str
    number: str | None
    is_draft: bool
    language: str
    currency: str
    seller: Party
    buyer: Party
    lines: tuple[Line, ...]
    taxes: tuple[Tax, ...]
    issue_on: date
    due_on: date | None = None
    service_from: date | None = None
    service_to: date | None = None
    reference: str = ""
    credits: str = ""
    note: str = ""
    discount: int = 0
    withheld: int = 0
    paid: int = 0
    pay_into: PayInto | None = None
    look: Look = Look()
    annex: tuple[Worked, ...] = ()
    early: Early | None = None
    is_void: bool = False

    @property
    def net(self) -> int:
        """The sum without tax [BT-109]."""
        return sum(one.net for one in self.taxes)

    @property
    def tax(self) -> int:
        """All tax [BT-110]."""
        return sum(one.tax for one in self.taxes)

    @property
    def total(self) -> int:
        """The sum with tax [BT-112]."""
        return self.net + self.tax

    @property
    def to_pay(self) -> int:
        """What is left to be paid [BT-115]; of what is void nothing."""
        return 0 if self.is_void else self.total - self.withheld - self.paid

    @property
    def is_overpaid(self) -> bool:
        """Whether more was paid than it asks for: that is the client's credit, and no claim."""
        return self.to_pay < 0 < self.total

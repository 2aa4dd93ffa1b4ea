"""Which column of a table means what, and how its cells are written."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal, Self, get_args

from django.utils.translation import gettext as _

from freelancer_os.transfer.asked import Answers

DateOrder = Literal["dmy", "mdy", "ymd"]
DecimalSign = Literal[".", ","]


class StatementError(ValueError):
    """The whole file is refused; the message is one sentence for the user."""


@dataclass(frozen=True)
class Mapping:
    """Which column of a statement means what; columns are named as in `Statement.columns`.

    Either `amount` (signed, or signed by `direction`: a column saying debit or credit, in which
    `outs` are the words for debit) or `debit` and `credit`, one of which may be missing. `fee` is
    charged on top of the amount. `other_dates` stand in where the date is empty, `kind` where all
    texts are. `debits_positive`: money going out is written without a minus sign in `amount` or
    `debit`; `credits_negative`: money coming in has one in `credit`. `by_balance`: amounts have no
    sign, the balance tells it; `by_thanks`: those of a card have none, and came in where the text
    says that it was paid.
    """

    date: str | None = None
    other_dates: tuple[str, ...] = ()
    payees: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    kind: str | None = None
    amount: str | None = None
    debit: str | None = None
    credit: str | None = None
    direction: str | None = None
    outs: tuple[str, ...] = ()
    fee: str | None = None
    currency: str | None = None
    reference: str | None = None
    status: str | None = None
    balance: str | None = None
    date_order: DateOrder = "dmy"
    decimal: DecimalSign = "."
    debits_positive: bool = False
    credits_negative: bool = False
    by_balance: bool = False
    by_thanks: bool = False

    @property
    def missing(self) -> list[str]:
        """The meanings that no column has yet: "date", "amount" or both."""
        has_amount = self.amount or self.debit or self.credit
        return ([] if self.date else ["date"]) + ([] if has_amount else ["amount"])

    @property
    def columns(self) -> list[str]:
        """Every column that is used."""
        single = (self.date, self.amount, self.debit, self.credit, self.direction, self.fee)
        more = (self.currency, self.reference, self.status, self.balance, self.kind)
        named = (*single, *more, *self.payees, *self.texts, *self.other_dates)
        return [name for name in named if name is not None]

    @property
    def roles(self) -> dict[str, object]:
        """Which column means what, without how its cells are written."""
        return {name: value for name, value in self.to_json().items() if name not in _WRITTEN}

    @property
    def answers(self) -> Answers:
        """How the file was read, as answers for the next one of its kind that leaves it open."""
        dates = {"dmy": "day-first", "mdy": "month-first"}.get(self.date_order)
        decimals = "comma" if self.decimal == "," else "point"
        charges = "positive" if self.debits_positive else "negative"
        is_plain = self.amount is not None and self.direction is None and not self.by_balance
        return Answers(
            dates=dates,
            decimals=decimals,
            charges=charges if is_plain else None,
            amount="gross" if self.fee else None,
            out=self.outs[0] if self.outs else None if self.amount else self.debit,
        )

    def to_json(self) -> dict[str, object]:
        """A dictionary of JSON values; `from_json` is its inverse."""
        found = {each.name: getattr(self, each.name) for each in fields(self)}
        return found | {name: list(found[name]) for name in _SEVERAL}

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Read what `to_json` wrote; StatementError when it is anything else."""
        if not isinstance(value, dict):
            raise StatementError(_("The column mapping is not an object."))
        unknown = value.keys() - {each.name for each in fields(cls)}
        if unknown:
            raise StatementError(
                _("The column mapping has no “{name}”.").format(name=min(map(str, unknown)))
            )
        for name, stored in value.items():
            if not _is_allowed(name, stored):
                raise StatementError(
                    _("The column mapping's “{name}” has a value it cannot have.").format(name=name)
                )
        several = {name: tuple(value[name]) for name in _SEVERAL if name in value}
        return cls(**{**value, **several})


_WRITTEN = (
    "date_order", "decimal", "debits_positive", "credits_negative", "by_balance", "by_thanks",
    "outs",
)  # fmt: skip
_SEVERAL = ("other_dates", "payees", "texts", "outs")


def _is_allowed(name: str, value: object) -> bool:
    if name in _SEVERAL:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    if name == "date_order":
        return value in get_args(DateOrder)
    if name == "decimal":
        return value in get_args(DecimalSign)
    if name in {"debits_positive", "credits_negative", "by_balance", "by_thanks"}:
        return isinstance(value, bool)
    return value is None or isinstance(value, str)

"""What is known of the rows of a table, and what is found out about their signs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from freelancer_os.transfer.asked import Choice, Decision, Question
from freelancer_os.transfer.csv.evidence.balance import Fit, Values, fit
from freelancer_os.transfer.csv.evidence.directions import Direction
from freelancer_os.transfer.csv.evidence.source import Source
from freelancer_os.transfer.csv.sheet import Sheet

CARD = "card"
EXAMPLES = 2  # rows in a question


@dataclass(frozen=True)
class Signs:
    """How amounts are signed, as `Mapping` has it; by which evidence, or a question."""

    debit: int | None = None
    credit: int | None = None
    direction: Direction | None = None
    debits_positive: bool = False
    credits_negative: bool = False
    by_balance: bool = False
    by_thanks: bool = False
    decision: Decision | None = None
    question: Question | None = None
    fit: Fit = field(default_factory=Fit)


@dataclass(frozen=True)
class Ledger:
    """What is known of the rows: their amounts and balances by place, what they say, whose;
    places that mean something else (`used`: texts may mean more); the direction of the rows where
    their days tell it."""

    sheet: Sheet
    source: Source
    values: dict[int, Values]
    balances: Values
    texts: Sequence[str]
    kind: str
    taken: set[int | None]
    used: set[int | None]
    opening: Decimal | None = None
    is_newest_first: bool | None = None

    @property
    def is_card(self) -> bool:
        return self.kind == CARD

    def name(self, place: int) -> str:
        """What a column is called."""
        return self.sheet.columns[place]

    def fit(self, steps: Values) -> Fit:
        """How well the balances follow from these signed amounts."""
        return fit(steps, self.balances, self.opening, self.is_newest_first)

    def of(self, place: int | None) -> Values:
        """The amounts of a column, nothing for none."""
        return self.values[place] if place is not None else ()


def positive(why: str) -> Decision:
    """Money out is written without a minus sign."""
    return Decision("charges", "positive", why)


def negative(why: str) -> Decision:
    """Money out is written with a minus sign."""
    return Decision("charges", "negative", why)


def mostly_negative(values: Values) -> bool:
    """Whether more than half of the amounts have a minus sign."""
    filled = [value for value in values if value]
    return sum(value < 0 for value in filled) > len(filled) / 2


def ask_charges(ledger: Ledger, sentence: str) -> Question:
    """The question how money out is written, with the first rows either way."""
    places = ledger.source.places
    rows = [
        (text, value)
        for place in places
        for text, value in zip(ledger.texts, ledger.of(place), strict=True)
        if value
    ][:EXAMPLES]
    return Question(
        "charges",
        sentence,
        (
            Choice("positive", _shown((text, -value) for text, value in rows)),
            Choice("negative", _shown(rows)),
        ),
    )


def _shown(rows: Iterable[tuple[str, Decimal]]) -> str:
    return " · ".join(f"{text[:30]} {value:+f}" for text, value in rows)

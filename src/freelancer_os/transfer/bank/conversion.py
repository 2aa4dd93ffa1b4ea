"""The lines of a statement as an account could take them: in minor units, at a rate, or why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from freelancer_os.core.values.dates import FIRST_YEAR, LAST_YEAR, show_date
from freelancer_os.core.values.money import MAX_AMOUNT, exponent
from freelancer_os.core.values.rates import ecb_rate
from freelancer_os.finance.models import Account, BankLine
from freelancer_os.people.models import Workspace
from freelancer_os.transfer.statement import Line, Problem, Statement, identities

TEXT, REFERENCE, PAYEE = 1000, 200, 200
_EXCERPT = 40
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that can be taken: `amount` in minor units of the account's currency, signed.

    `exchange_rate` (10⁻¹⁰) is what that currency is worth in base currency, None where it is it.
    """

    line: Line
    amount: int
    identity: str
    exchange_rate: int | None

    def bank_line(self, workspace: Workspace, account: Account) -> BankLine:
        """The line as it came, new and unsaved."""
        return BankLine.made(
            workspace,
            account=account,
            date=self.line.date,
            amount=self.amount,
            payee=self.line.payee[:PAYEE],
            text=self.line.text[:TEXT],
            reference=self.line.reference[:REFERENCE],
            exchange_rate=self.exchange_rate,
            identity=self.identity,
            raw=self.line.raw,
        )


@dataclass(frozen=True)
class Weighed:
    """What of a statement can be taken; `problems` by row, those of its reading too.

    `lacks_rate`: some lines could be taken if a rate were given.
    """

    candidates: list[Candidate]
    problems: list[Problem]
    lacks_rate: bool


class _UnfitError(Exception):
    def __init__(self, column: str | None, sentence: str) -> None:
        super().__init__(sentence)
        self.column, self.sentence = column, sentence


class _NoRateError(_UnfitError):
    pass


def weigh(
    statement: Statement, account: Account, base: str, exchange_rate: int | None = None
) -> Weighed:
    """Fit every line to the account. `exchange_rate` is for days of which no rate is known.

    A line that does not fit is none to take if the account knows it: its currency may have changed
    since, and its identity is that of the line as it came.
    """
    scale = _Scale(statement, account, base, exchange_rate)
    candidates: list[Candidate] = []
    unfit: list[tuple[Line, str, _UnfitError]] = []
    for line, identity in zip(statement.lines, identities(statement.lines), strict=True):
        try:
            candidates.append(scale.candidate(line, identity))
        except _UnfitError as error:
            unfit.append((line, identity, error))
    problems, lacks_rate = list(statement.problems), False
    own = BankLine.objects.of(account.workspace)
    there = known(own, account, [identity for _line, identity, _why in unfit])
    for line, identity, why in unfit:
        if identity in there:
            candidates.append(scale.as_known(line, identity))
        else:
            problems.append(Problem(line.row, why.column, why.sentence))
            lacks_rate |= isinstance(why, _NoRateError)
    if there:
        candidates.sort(key=lambda one: one.line.row)
    problems.sort(key=lambda problem: problem.row)
    return Weighed(candidates, problems, lacks_rate)


class _Scale:
    """One account's currency, and what it is worth."""

    def __init__(
        self, statement: Statement, account: Account, base: str, exchange_rate: int | None
    ) -> None:
        self.mapping, self.currency, self.base = statement.mapping, account.currency, base
        self.places, self.typed = exponent(account.currency), exchange_rate
        self.locale = account.workspace.locale
        self.rates: dict[date, int | None] = {}

    def candidate(self, line: Line, identity: str) -> Candidate:
        if line.currency not in {None, self.currency}:
            raise _UnfitError(
                self.mapping.currency,
                _("This line is in {currency}, the account in {own}.").format(
                    currency=line.currency, own=self.currency
                ),
            )
        if not FIRST_YEAR <= line.date.year <= LAST_YEAR:
            sentence = _("The year must lie between {first} and {last}.")
            raise _UnfitError(self.mapping.date, sentence.format(first=FIRST_YEAR, last=LAST_YEAR))
        return Candidate(line, self._minor(line), identity, self._rate(line.date))

    def as_known(self, line: Line, identity: str) -> Candidate:
        """A line that was taken before, as its amount is shown now."""
        return Candidate(line, round(line.amount.scaleb(self.places)), identity, None)

    def _minor(self, line: Line) -> int:
        column = self.mapping.amount or self.mapping.debit or self.mapping.credit
        scaled = line.amount.scaleb(self.places)
        if scaled != scaled.to_integral_value():
            cell = self._amount_cell(line)
            sentence = _("“{text}” has more decimals than {currency} has.")
            raise _UnfitError(column, sentence.format(text=cell, currency=self.currency))
        if abs(scaled) > MAX_AMOUNT:
            largest = Decimal(MAX_AMOUNT).scaleb(-self.places)
            sentence = _("An amount in {currency} can be at most {largest}.")
            raise _UnfitError(
                column, sentence.format(currency=self.currency, largest=f"{largest:,f}")
            )
        return int(scaled)

    def _amount_cell(self, line: Line) -> str:
        """The amount as it stands in the file."""
        columns = (self.mapping.amount, self.mapping.debit, self.mapping.credit)
        cells = (line.raw.get(column, "").strip() for column in columns if column)
        return next(filter(None, cells), str(line.amount))[:_EXCERPT]

    def _rate(self, on: date) -> int | None:
        if self.currency == self.base:
            return None
        if on not in self.rates:
            self.rates[on] = ecb_rate(self.currency, self.base, on) or self.typed
        found = self.rates[on]
        if found is None:
            sentence = _("No exchange rate from {source} to {target} is known for {date}.")
            day = show_date(on, self.locale, today=date.min)
            said = sentence.format(source=self.currency, target=self.base, date=day)
            raise _NoRateError(None, said)
        return found


def known(rows: QuerySet[BankLine], account: Account, wanted: list[str]) -> frozenset[str]:
    """Which of these identities the account has among `rows`, bank lines of its workspace."""
    own = rows.filter(account=account)
    return frozenset(found for batch in _batches(wanted) for found in _stored(own, batch))


def _stored(rows: QuerySet[BankLine], batch: list[str]) -> list[str]:
    return list(rows.filter(identity__in=batch).values_list("identity", flat=True))


def _batches(keys: list[str]) -> Iterator[list[str]]:
    return (keys[start : start + _BATCH] for start in range(0, len(keys), _BATCH))

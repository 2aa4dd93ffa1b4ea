"""Which columns carry the amount: one, a pair of which each row fills one, gross less a fee."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, product

from freelancer_os.transfer.csv.amounts import are_marked
from freelancer_os.transfer.csv.evidence.balance import Values, fit, negated, paired
from freelancer_os.transfer.csv.evidence.columns import FOREIGN, find_currency
from freelancer_os.transfer.csv.evidence.source import Source
from freelancer_os.transfer.csv.formats import currency_in_name, currency_of, is_amount
from freelancer_os.transfer.csv.sheet import Sheet
from freelancer_os.transfer.csv.words import Role
from freelancer_os.transfer.statement import DecimalSign

_PAIRED = 0.95  # share of the rows that fill one of two columns, and not the other
_NAMED_PAIR = 0.5
_FULL = 0.95
_MOST = 8  # columns without a name that are tried against each other


class Search:
    """Looks through the numbers of a sheet; `taken` are places that mean something else."""

    def __init__(
        self, sheet: Sheet, decimal: DecimalSign, taken: set[int | None], currency: str | None
    ) -> None:
        self.sheet, self.decimal, self.currency = sheet, decimal, currency
        self.numbers = self._own([place for place in sheet.numbers if place not in taken])
        self.balances = self._of(Role.BALANCE)
        self.fees = self._of(Role.FEE)
        self.values = {place: sheet.values(place, decimal) for place in self.numbers}

    def source(self) -> Source:
        """What was found; without places where nothing could be."""
        found = self._settled() or self._named() or self._unnamed() or Source()
        return found if found.balance is not None else self._with_balance(found)

    def _own(self, places: list[int]) -> list[int]:
        """Without those of other currencies, where the names say which are of the account's."""
        named = {place: currency_in_name(self.sheet.columns[place]) for place in places}
        if self.currency not in named.values():
            return places
        return [place for place in places if named[place] in {None, self.currency}]

    def _of(self, role: Role) -> list[int]:
        named = self.sheet.named.get(role, [])
        if not self.sheet.rows:
            return named
        fitting = [p for p in named if p in self.numbers] or [
            p for p in named if any(map(is_amount, self.sheet.cells(p)))
        ]
        sides = role in {Role.DEBIT, Role.CREDIT}
        return fitting or [p for p in named if sides and not self.sheet.cells(p)]

    def _amounts(self) -> list[int]:
        """Columns named as amounts, or whose cells say Dr and Cr; those in the account's own
        currency first."""
        sides = [*self._of(Role.DEBIT), *self._of(Role.CREDIT)]
        marked = [p for p in sides if are_marked(self.sheet.cells(p))]
        found = marked or [p for p in self._of(Role.AMOUNT) if p not in self.balances]
        return sorted(found, key=self._rank)

    def _rank(self, place: int) -> tuple[bool, bool, bool]:
        """Last those of another currency, and those that hold nothing but zero."""
        is_foreign = bool(FOREIGN & set(self._words(place)))
        return not any(self._at(place)), is_foreign, self._is_other(place)

    def _is_other(self, place: int) -> bool:
        """Whether the currency beside an amount is in some row another one than the account's."""
        beside = find_currency(self.sheet, [place]) if self.currency else None
        cells = self.sheet.cells(beside) if beside is not None else []
        return any(currency_of(cell) != self.currency for cell in cells)

    def _words(self, place: int) -> list[str]:
        return self.sheet.columns[place].casefold().split()

    def _settled(self) -> Source | None:
        """An amount after fees beside the one before them, where they differ by the fee."""
        amounts = self._amounts()
        nets = list(dict.fromkeys([*amounts, *self.numbers]))
        triples = product(nets, [*self._of(Role.GROSS), *amounts], self.fees)
        distinct = (one for one in triples if len(set(one)) == len(one))
        found = next((one for one in distinct if self._differ(*one)), None)
        return Source(amount=found[0], gross=found[1]) if found else None

    def _differ(self, net: int, gross: int, fee: int) -> bool:
        rows = [
            (n, g, f or Decimal(0))
            for n, g, f in zip(self._at(net), self._at(gross), self._at(fee), strict=True)
            if n is not None and g is not None
        ]
        is_less = sum(n in {g - f, g + f} and abs(n) <= abs(g) for n, g, f in rows)
        return any(f for _n, _g, f in rows) and is_less >= _FULL * len(rows)

    def _at(self, place: int) -> Values:
        if place not in self.values:
            self.values[place] = self.sheet.values(place, self.decimal)
        return self.values[place]

    def _named(self) -> Source | None:
        amounts = self._amounts()
        debits, credits = self._of(Role.DEBIT), self._of(Role.CREDIT)
        pairs = ((d, c) for d, c in product(debits, credits) if d != c)
        pair = next((pair for pair in pairs if self._is_pair(*pair, _NAMED_PAIR)), None)
        best = next((p for p in amounts if self._is_full(p)), None)
        if pair and (best is None or not self._has_minus(best)):
            return Source(debit=pair[0], credit=pair[1])
        if best is not None:
            return Source(amount=best, fee=self._fee(best))
        half = [*amounts, *debits, *credits]
        other = next(self._pairs_with(half), None)
        return (
            self._completed(other, debits, credits)
            if other
            else self._lone(amounts, debits, credits)
        )

    def _lone(self, amounts: list[int], debits: list[int], credits: list[int]) -> Source | None:
        """A single column, though it is not filled in every row; the gross amount; one side."""
        gross = self._of(Role.GROSS)
        if amounts:
            return Source(amount=amounts[0], fee=self._fee(amounts[0]))
        if gross:
            return Source(amount=gross[0], gross=gross[0], fee=self._fee(gross[0]))
        if not debits + credits or debits[:1] == credits[:1]:
            return None
        return Source(debit=next(iter(debits), None), credit=next(iter(credits), None))

    def _fee(self, amount: int) -> int | None:
        return next((place for place in self.fees if place != amount), None)

    def _completed(self, pair: tuple[int, int], debits: list[int], credits: list[int]) -> Source:
        half, other = pair
        if half in credits and half not in debits:
            return Source(debit=other, credit=half)
        return Source(debit=half, credit=other, is_named=half in debits or other in credits)

    def _pairs_with(self, halves: list[int]) -> Iterator[tuple[int, int]]:
        for half in halves:
            for other in self.numbers:
                if other not in {half, *self.balances, *self.fees} and self._is_pair(half, other):
                    yield half, other

    def _is_pair(self, one: int, other: int, share: float = _PAIRED) -> bool:
        """Whether each row fills one of two columns and not the other; zero is not filled."""
        filled = [(bool(a), bool(b)) for a, b in zip(self._at(one), self._at(other), strict=True)]
        filled = [row for row in filled if any(row)]
        if share == _PAIRED and not (any(a for a, _ in filled) and any(b for _, b in filled)):
            return False
        return sum(a != b for a, b in filled) >= share * len(filled)

    def _is_full(self, place: int) -> bool:
        """Whether a column stands in every row in which any amount does."""
        rows = self._rows_with_amount()
        mine = self._at(place)
        return sum(mine[row] is not None for row in rows) >= _FULL * len(rows)

    def _rows_with_amount(self) -> list[int]:
        columns = [
            values
            for place, values in self.values.items()
            if place not in self.balances and place not in self.fees
        ]
        return [
            row
            for row in range(len(self.sheet.rows))
            if any(values[row] is not None for values in columns)
        ]

    def _has_minus(self, place: int) -> bool:
        return any(value is not None and value < 0 for value in self._at(place))

    def _unnamed(self) -> Source | None:
        free = [p for p in self.numbers if p not in {*self.balances, *self.fees}][:_MOST]
        balances = [*self.balances, *free]
        pair = next(self._unnamed_pairs(free), None)
        if pair:
            return Source(debit=pair[0], credit=pair[1], is_named=False)
        proven = [
            Source(amount=one, balance=other)
            for one in free
            for other in balances
            if one != other and self._moves(one, other)
        ]
        if proven:
            return proven[0]
        only = free if len(free) == 1 else self._signed(free)
        return Source(amount=only[0], fee=self._fee(only[0])) if only else None

    def _signed(self, free: list[int]) -> list[int]:
        """The one column with a minus sign: by its balance, or the first of a single row."""
        signed = [place for place in free if self._has_minus(place)]
        if len(signed) != 1:
            return []
        rest = [place for place in free if place != signed[0]]
        fits = [fit(self._at(signed[0]), self._at(place)) for place in rest]
        is_told = any(found.is_good and found.share == 1 for found in fits)
        is_open = not any(found.checked for found in fits) and signed[0] < min(rest)
        return signed if is_told or is_open else []

    def _unnamed_pairs(self, free: list[int]) -> Iterator[tuple[int, int]]:
        for one, other in combinations(free, 2):
            if self._is_pair(one, other):
                yield one, other

    def _moves(self, amount: int, balance: int) -> bool:
        steps = self._at(amount)
        return any(fit(each, self._at(balance)).is_proof for each in (steps, negated(steps)))

    def _with_balance(self, source: Source) -> Source:
        """The named balance, or a column of numbers that adds up with what was found."""
        if not source.places:
            return source
        named = [place for place in self.balances if place not in source.places]
        if named:
            best = max(named, key=lambda place: self._agreement(source, place))
            return replace(source, balance=best)
        others = {*source.places, source.fee, source.gross}
        found = [p for p in self.numbers if p not in others and self._proves(source, p)]
        return replace(source, balance=found[0]) if found else source

    def _agreement(self, source: Source, balance: int) -> tuple[float, int]:
        fits = [fit(steps, self._at(balance)) for steps in self._steps(source)]
        best = max(fits, key=lambda found: (found.share, found.agreed))
        return best.share, best.agreed

    def _proves(self, source: Source, balance: int) -> bool:
        fits = [fit(steps, self._at(balance)) for steps in self._steps(source)]
        if source.amount is None:  # two columns that agree with a third to the cent are no chance
            return any(found.is_good and found.share == 1 for found in fits)
        return any(found.is_proof for found in fits)

    def _steps(self, source: Source) -> list[Values]:
        if source.amount is not None:
            steps = self._at(source.amount)
        else:
            steps = paired(
                self._at(source.debit) if source.debit is not None else (),
                self._at(source.credit) if source.credit is not None else (),
            )
        return [steps, negated(steps)]

"""Which columns of a table are dates, texts, currencies, states: by their names and contents."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from freelancer_os.transfer.csv.formats import is_date
from freelancer_os.transfer.csv.raw.ragged import has_letters
from freelancer_os.transfer.csv.sheet import (
    NAMED,
    UNNAMED,
    Sheet,
    is_account_number,
    is_currency,
    is_known_currency,
)
from freelancer_os.transfer.csv.states import is_state, state_of
from freelancer_os.transfer.csv.words import Role, names_code

_DATES = (Role.TRANSACTION_DATE, Role.DATE, Role.VALUE_DATE, Role.SETTLEMENT_DATE)
_SETTLED = (Role.SETTLEMENT_DATE, Role.DATE, Role.TRANSACTION_DATE, Role.VALUE_DATE)
_LONG = 24  # characters of a text, on average
_REPEATED = 3  # rows in which a value stands before it is the same in all of them


@dataclass(frozen=True)
class Texts:
    """Places of what a line says: the other side, what for, and the kind of booking."""

    payees: list[int]
    purposes: list[int]
    kind: int | None


def language_of(sheet: Sheet) -> str:
    """The language of most names of columns, English where others have no more, "" if none."""
    found = [{match.language for match in sheet.matches(place)} for place in sheet.places]
    counts = Counter(language for languages in found for language in sorted(languages))
    return max(counts, key=lambda language: (counts[language], language == "en"), default="")


def find_dates(sheet: Sheet) -> list[int]:
    """The columns of days: the one that counts, then those that stand in where it is empty.

    The transaction's day comes before the posting's; where a fee is taken off each sale, the day
    of settlement counts, since that is when the account moves.
    """
    is_settled = Role.GROSS in sheet.named and Role.FEE in sheet.named
    found = [
        place
        for role in (_SETTLED if is_settled else _DATES)
        for place in sheet.named.get(role, [])
        if _holds_dates(sheet, place)
    ]
    filled = [place for place in found if sheet.cells(place)]
    if filled and {*filled} <= {
        *sheet.named.get(Role.VALUE_DATE, [])
    }:  # no day of booking is named
        filled = [*sheet.unnamed(is_date, {*filled})[:1], *filled]
    return list(dict.fromkeys(filled)) or sheet.unnamed(is_date, set())[:2] or found


def _holds_dates(sheet: Sheet, place: int) -> bool:
    """One date is enough: few bookings can stand above a long foot."""
    cells = sheet.cells(place)
    return not cells or any(map(is_date, cells))


def find_status(sheet: Sheet, taken: set[int | None]) -> int | None:
    """The column that says whether a booking happened."""
    named = sheet.first(Role.STATUS, lambda cell: state_of(cell) is not None)
    if named is not None and named not in taken:
        return named if sheet.cells(named) else None
    told = [place for place in sheet.unnamed(_tells_state, taken) if not sheet.matches(place)]
    few = [place for place in told if len(sheet.distinct(place)) <= len(STATES_SAID)]
    return next(iter([*sheet.unnamed(is_state, taken), *few]), None)


STATES_SAID = ("done", "pending", "reverted", "refused")
_WORDS = 4  # of a state


def _tells_state(cell: str) -> bool:
    return len(cell.split()) <= _WORDS and state_of(cell) is not None


def find_currency(sheet: Sheet, money: list[int]) -> int | None:
    """The currency of the amount: the column whose name goes with it, or the one next to it."""
    places = [place for place in sheet.named.get(Role.CURRENCY, []) if _is_currency(sheet, place)]
    places += sheet.unnamed(is_known_currency, {*places})
    filled = [place for place in places if sheet.cells(place)] or places
    if not money:
        return next(iter(filled), None)
    own = [place for place in filled if not _is_foreign(sheet, place, money[0])]
    return min(own, key=lambda place: _distance(sheet, place, money[0]), default=None)


def _is_currency(sheet: Sheet, place: int) -> bool:
    return sheet.share(place, is_currency) >= NAMED


def _is_foreign(sheet: Sheet, place: int, money: int) -> bool:
    """Whether a currency is that of another amount: "Original Currency" beside "Amount"."""
    own, other = _words(sheet, place), _words(sheet, money)
    return bool(own & FOREIGN) and not own & other & FOREIGN


def _distance(sheet: Sheet, place: int, money: int) -> tuple[bool, int, bool]:
    """The one with words of the amount's name first, then the nearer one."""
    shared = _words(sheet, place) & _words(sheet, money)
    return not shared, abs(place - money), place < money


def _words(sheet: Sheet, place: int) -> set[str]:
    return set(sheet.columns[place].casefold().split())


FOREIGN = frozenset(
    [
        "original", "foreign", "source", "target", "local", "ursprung", "ursprünglich", "fremd",
        "fremdwährung", "originalbetrag", "ursprungsbetrag", "originalwährung", "origine",
        "étranger", "oryginalna", "oryginalnej", "originale", "origen", "oorspronkelijk",
        "ursprunglig", "opprinnelig", "oprindelig",
    ]
)  # fmt: skip


def find_texts(sheet: Sheet, taken: set[int | None]) -> Texts:
    """What a line says: all names of the other side, all purposes, the kind that says most."""
    payees = _filled(sheet, Role.PAYEE, taken)
    purposes = _filled(sheet, Role.PURPOSE, taken | {*payees})
    references = _filled(sheet, Role.REFERENCE, taken | {*payees, *purposes})
    if not purposes:
        purposes = [place for place in references if sheet.share(place, _is_prose) >= NAMED][:1]
    purposes += _continued(sheet, purposes[-1:], taken)
    named = _filled(sheet, Role.KIND, taken | {*payees, *purposes})
    purposes = [*(place for place in named if _is_told(sheet, place)), *purposes]
    kinds = _filled(sheet, Role.KIND, taken | {*payees, *purposes})
    if not payees and not purposes:
        others = [p for p in sheet.unnamed(has_letters, taken | {*references}) if p not in kinds]
        texts = [place for place in [*kinds, *others] if _is_text(sheet, place)] or kinds
        texts = sorted(texts, key=lambda place: _telling(sheet, place), reverse=True)
        purposes = [place for place in texts if place in kinds or place == texts[0]][:2]
    kinds = [place for place in kinds if place not in purposes]
    kind = max(kinds, key=lambda place: _telling(sheet, place), default=None)
    return Texts(payees, purposes, kind)


def _is_told(sheet: Sheet, place: int) -> bool:
    """Whether a column of kinds says another thing in nearly every row, so that it is a text."""
    cells = sheet.cells(place)
    count, length = len(set(cells)), sum(map(len, cells))
    is_varied = count >= max(_REPEATED, UNNAMED * len(cells))
    return is_varied and sheet.filled(place) >= UNNAMED and length >= _LONG * len(cells)


def _continued(sheet: Sheet, last: list[int], taken: set[int | None]) -> list[int]:
    """The columns without a name behind the last purpose, over which it goes on."""
    found: list[int] = []
    header = sheet.table.header.cells if sheet.table.header and last else []
    for place in range(last[0] + 1 if last else 0, len(header)):
        if header[place].strip() or place in taken:
            break
        if sheet.cells(place) and sheet.share(place, has_letters) >= UNNAMED:
            found.append(place)
    return found


def _filled(sheet: Sheet, role: Role, taken: set[int | None]) -> list[int]:
    """Columns of this name that hold anything but numbers of accounts, as they stand."""
    places = [place for place in sorted(sheet.named.get(role, [])) if place not in taken]
    holding = [
        place
        for place in places
        if sheet.cells(place) and (role is not Role.PAYEE or _is_name(sheet, place))
    ]
    return holding if sheet.rows else places


def _is_name(sheet: Sheet, place: int) -> bool:
    return _is_text(sheet, place) and not names_code(sheet.columns[place])


def _is_text(sheet: Sheet, place: int) -> bool:
    return sheet.share(place, is_account_number) < UNNAMED


def _telling(sheet: Sheet, place: int) -> tuple[int, float]:
    cells = sheet.cells(place)
    return min(len(set(cells)), _REPEATED), sum(map(len, cells)) / max(len(cells), 1)


def _is_prose(cell: str) -> bool:
    """Words, not a code."""
    return has_letters(cell) and (" " in cell or not any(map(str.isdigit, cell)))

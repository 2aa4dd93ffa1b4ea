"""What the cells of a header mean."""

import pytest

from freelancer_os.core.values.text import fold
from freelancer_os.transfer.csv.formats import currency_in_name, currency_of, is_out
from freelancer_os.transfer.csv.words import (
    _VOCABULARY,
    CURRENCIES,
    IN_WORDS,
    OUT_WORDS,
    TOTALS,
    Role,
    matches,
    words_of,
)

NAMES = [
    (language, role, name)
    for language, roles in _VOCABULARY["columns"].items()
    for role, names in roles.items()
    for name in names
]


def meanings(cell: str) -> set[tuple[str, str]]:
    return {(one.role.value, one.language) for one in matches(cell) if one.is_exact}


def test_every_known_name_is_known_however_it_is_written() -> None:
    for language, role, name in NAMES:
        for cell in (name, name.upper(), f"  {name}: ", f'"{name}"', name.replace(" ", "_")):
            assert (role, language) in meanings(cell), cell


def test_every_role_has_a_name_in_english_and_german() -> None:
    for language in ("en", "de"):
        assert {role for one, role, _ in NAMES if one == language} == {role.value for role in Role}


@pytest.mark.parametrize(
    ("cell", "role"),
    [
        ("Betrag (EUR)", Role.AMOUNT),
        ("Amount in GBP", Role.AMOUNT),
        ("Betrag in Euro", Role.AMOUNT),
        ("AMOUNT", Role.AMOUNT),
    ],
)
def test_a_currency_behind_a_name_leaves_it_the_same(cell: str, role: Role) -> None:
    assert role in {one.role for one in matches(cell) if one.is_exact}


@pytest.mark.parametrize("cell", ["", " ", "EUR", "xyzzy", "12.50", "a" * 121])
def test_what_is_no_name_means_nothing(cell: str) -> None:
    assert matches(cell) == ()


def test_a_name_that_goes_on_is_known_by_its_beginning_and_not_exactly() -> None:
    found = matches("Amount of the booking")
    assert found
    assert not any(one.is_exact for one in found)


def test_no_word_says_both_that_money_came_and_that_it_went() -> None:
    assert not OUT_WORDS & IN_WORDS
    assert not TOTALS & (OUT_WORDS | IN_WORDS)


def test_the_words_for_directions_are_read_in_any_writing() -> None:
    for words, out in ((OUT_WORDS, True), (IN_WORDS, False)):
        for word in words:
            for cell in (word, word.upper(), f" {word} "):
                assert is_out(cell) is out, cell
    assert is_out("") is None
    assert is_out("perhaps") is None


def test_words_are_folded_and_without_signs() -> None:
    assert words_of("Betrag (€)") == ["betrag"]
    assert words_of("Wertstellung/Valuta_Datum") == ["wertstellung", "valuta", "datum"]
    for _, _, name in NAMES:
        assert words_of(name) == words_of(fold(name))


@pytest.mark.parametrize("code", sorted(CURRENCIES))
def test_a_currency_is_known_in_a_cell_and_in_a_header(code: str) -> None:
    assert currency_of(code) == currency_of(f" {code.lower()} ") == code
    assert currency_in_name(f"Amount ({code})") == code


@pytest.mark.parametrize(
    ("cell", "code"), [("€", "EUR"), ("£", "GBP"), ("zł", "PLN"), ("EURO", None), ("", None)]
)
def test_signs_of_currencies(cell: str, code: str | None) -> None:
    assert currency_of(cell) == code


@pytest.mark.parametrize(
    ("column", "code"),
    [("Betrag €", "EUR"), ("Paid (£)", "GBP"), ("Betrag in Euro", "EUR"), ("IBAN", None)],
)
def test_the_currency_of_a_header_cell(column: str, code: str | None) -> None:
    assert currency_in_name(column) == code

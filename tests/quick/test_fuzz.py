"""Whatever is typed: no wrong amount, no wrong day, no crash."""

import random
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from freelancer_os.core.values.numerals import number_style
from freelancer_os.engine.formats import Formats
from freelancer_os.quick.reading import read
from tests.quick.world import TODAY, world

WORDS = {
    "en-GB": "acme website paid bank card figma for the new logo blue may sun v3 sub northwind",
    "de-DE": "acme website bezahlt bank card figma für das neue logo blau mai so v3 sub mit",
}
DAYS = {
    "en-GB": {"yesterday": 1, "today": 0, "3 days ago": 3, "day before yesterday": 2, "23/11": 3},
    "de-DE": {"gestern": 1, "heute": 0, "vor 3 Tagen": 3, "vorgestern": 2, "23.11.": 3},
}
SIGNS = "0123456789,.-+/:€$%' äß日本\u200f\u00a0x½①"
FEW, MANY = 300, 20_000


def planted(seed: int, locale: str) -> tuple[str, Decimal, str]:
    """A sentence of words in any order, with one amount and one day that are known."""
    chance = random.Random(seed)
    cents = chance.choice([chance.randrange(1, 10**4), chance.randrange(1, 10**9)])
    style = number_style(locale)
    amount = style.write(cents, 2, group=chance.random() < 0.5)
    if chance.random() < 0.2:
        amount = amount.replace(style.group, " ")
    amount = chance.choice([f"{amount}", f"-{amount}", f"+{amount}", f"€{amount}", f"{amount} EUR"])
    day, back = chance.choice(list(DAYS[locale].items()))
    words = chance.choices(WORDS[locale].split(), k=chance.randrange(6))
    parts = [*words, amount, day]
    chance.shuffle(parts)
    return " ".join(parts), Decimal(cents) / 100, str(TODAY - timedelta(days=back))


def check(formats: Formats, seeds: range) -> None:
    locale = formats.locale
    for seed in seeds:
        text, amount, day = planted(seed, locale)
        readings = read(formats, text)
        assert readings, text
        for reading in readings:
            known = reading.values
            assert Decimal(known.get("amount", amount)) == amount, (text, known)
            assert known.get("date", day) == day, (text, known)


def check_nonsense(formats: Formats, seeds: range) -> None:
    """An amount that is read stands in the text; of signs in any order."""
    for seed in seeds:
        chance = random.Random(seed)
        text = "".join(chance.choices(SIGNS, k=chance.randrange(1, 30)))
        for reading in read(formats, text):
            if amount := reading.values.get("amount"):
                digits = "".join(str(int(s)) if s.isdecimal() else s for s in text)
                plain = "".join(s for s in digits if s.isascii() and s.isdigit())
                assert amount.rstrip("0").replace(".", "").lstrip("0") in plain, (text, amount)


@pytest.mark.parametrize("locale", ["en-GB", "de-DE"])
def test_no_amount_and_no_day_is_wrong(db: None, locale: str) -> None:
    _books, formats = world(locale)
    with translation.override(locale[:2]):
        check(formats, range(FEW))
        check_nonsense(formats, range(FEW))


@pytest.mark.long
@pytest.mark.parametrize("locale", ["en-GB", "de-DE"])
def test_no_amount_and_no_day_of_many_is_wrong(db: None, locale: str) -> None:
    _books, formats = world(locale)
    with translation.override(locale[:2]):
        check(formats, range(FEW, MANY))
        check_nonsense(formats, range(FEW, MANY))

"""Currencies, languages and time zones to choose from, and a guess of where a person is."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies

from freelancer_os.core.values.codes.languages import language
from freelancer_os.core.values.dates import is_time_zone
from freelancer_os.core.values.money import is_currency

Choices = tuple[tuple[str, str], ...]
# Where the tz database's table, which runs from east to west, does not begin with the main zone.
MAIN_ZONES = {
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "RU": "Europe/Moscow",
}


@dataclass(frozen=True)
class Region:
    """What a new workspace starts with."""

    locale: str = "en-GB"
    currency: str = "EUR"
    time_zone: str = "UTC"


def guess(accepted: str) -> Region:
    """The region that a browser's `Accept-Language` speaks of."""
    known = dict(locales())
    tags = (part.split(";")[0].strip() for part in accepted.split(",")[:10])
    for locale in (name for tag in tags for name in _full(tag)):
        if locale in known:
            territory = locale.rpartition("-")[2]
            return Region(locale, _currency_of(territory), _zones_of().get(territory, "UTC"))
    return Region()


def with_current(choices: Choices, current: str) -> Choices:
    """The choices, and what is chosen already if it is none of them."""
    return choices if current in dict(choices) else ((current, current), *choices)


def months() -> Choices:
    """The months by their numbers."""
    names = Locale.parse(language()).months["stand-alone"]["wide"]
    return tuple((str(number), str(name)) for number, name in names.items())


def currencies() -> Choices:
    """Every currency that is legal tender somewhere today: `("EUR", "EUR · Euro")`."""
    return _currencies(language())


@cache
def _currencies(language: str) -> Choices:
    tender = {
        code
        for found in get_global("territory_currencies").values()
        for code, _, end, is_tender in found
        if end is None and is_tender and is_currency(code)
    }
    names = ((code, get_currency_name(code, locale=language)) for code in sorted(tender))
    return tuple((code, f"{code} · {name}") for code, name in names)


def locales() -> Choices:
    """Languages as written in a territory where they are official, and English everywhere."""
    return _locales(language())


@cache
def _locales(language: str) -> Choices:
    reader = Locale.parse(language)
    found: dict[str, str] = {}
    for identifier in localedata.locale_identifiers():
        spoken, *rest = identifier.split("_")
        territory = rest[-1] if rest else ""
        if len(territory) == 2 and _is_written(spoken, rest):
            shown = Locale.parse(identifier).get_display_name(reader)
            found[identifier.replace("_", "-")] = str(shown)
    return tuple(sorted(found.items(), key=lambda choice: choice[1]))


def _is_written(language: str, rest: list[str]) -> bool:
    if language == "en":
        return len(rest) == 1
    here: dict[str, dict[str, object]] = get_global("territory_languages").get(rest[-1], {})
    names = {language, "_".join([language, *rest[:-1]])}
    return any(here.get(name, {}).get("official_status") for name in names)


@cache
def time_zones() -> Choices:
    """The time zones of the tz database's table of countries, and UTC."""
    names = sorted({name for _, name in _table() if is_time_zone(name)} | {"UTC"})
    return tuple((name, name.replace("_", " ")) for name in names)


@cache
def _zones_of() -> dict[str, str]:
    """The main time zone of each territory."""
    zones = dict(MAIN_ZONES)
    for territory, name in _table():
        zones.setdefault(territory, name)
    return zones


@cache
def _table() -> tuple[tuple[str, str], ...]:
    lines = files("tzdata").joinpath("zoneinfo/zone.tab").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return tuple((row[0], row[2]) for row in rows)


def _full(tag: str) -> list[str]:
    """What a language tag may mean, with its territory: "de" is "de-DE"; nothing for no tag."""
    try:
        parsed = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return []
    if parsed.territory:
        return [str(parsed).replace("_", "-")]
    language, *more = get_global("likely_subtags").get(parsed.language, "").split("_")
    return [f"{language}-{more[-1]}", "-".join([language, *more])] if more else []


def _currency_of(territory: str) -> str:
    found = get_territory_currencies(territory)
    return str(found[0]) if found else Region.currency

"""One of the codes of a standard: a country, a language; each under its name for the reader."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Q, QuerySet

from freelancer_os.core.records.base import Record
from freelancer_os.core.values.codes.countries import check_country, codes, country_name
from freelancer_os.core.values.codes.languages import PAPER, language_name
from freelancer_os.core.values.text import clean, fold
from freelancer_os.core.words import Coded, Option, translated
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds import operators as ops
from freelancer_os.engine.kinds.choices import Choice, Offer
from freelancer_os.engine.kinds.field import Values
from freelancer_os.engine.kinds.operators import Operator

COUNTRIES = tuple((code, Coded.of(code, country_name), "") for code in sorted(codes()))
LANGUAGES = tuple((code, Coded.of(code, language_name), "") for code in PAPER)
COLOUR = "stone"  # of the column of those without one


@dataclass(frozen=True, kw_only=True)
class Code(Choice):
    """A code, or "" for none."""

    operators: ClassVar[tuple[Operator, ...]] = ops.LINK
    nothing: ClassVar[frozenset[str]] = frozenset({"none", ""})

    def load(self, value: object, formats: Formats, given: Values, record: Record | None) -> Any:
        return "" if value == "" else super().load(value, formats, given, record)

    def meant(self, text: str) -> str:
        """The code of what a person wrote: itself in any case, or the name."""
        typed = text.strip()
        cases = {code.lower(): code for code, _, _ in self.choices}
        return cases.get(typed.lower(), "") or self.named(typed) or typed

    def text(self, record: Record, formats: Formats) -> str:
        """The name of a record's code, "" where there is none."""
        value = self.value(record)
        return self.option(value)[1] if value else ""

    def is_empty(self, formats: Formats) -> Q:
        return Q(**{self.path: ""})

    def among(self, used: Iterable[str]) -> tuple[Option, ...]:
        held = {*used}
        return tuple(option for option in self.choices if option[0] in held)

    def columns(self, rows: QuerySet[Any], formats: Formats) -> tuple[Option, ...]:
        """Those in use, of hundreds, and that for none."""
        used = rows.model.objects.of(formats.workspace).order_by()
        found = self.among(used.values_list(self.attribute, flat=True).distinct())
        return (*found, ("", self.without, COLOUR))

    def offers(self, record: Record, formats: Formats) -> list[Offer]:
        """All in the order of their names."""
        found = sorted(super().offers(record, formats), key=lambda offer: fold(offer.label))
        return [*found, Offer("", self.without)] if self.value(record) else found


@translated(options=["choices"])
@dataclass(frozen=True, kw_only=True)
class Country(Code):
    """A country by its code of ISO 3166-1 alpha-2."""

    choices: tuple[Option, ...] = COUNTRIES
    schema: ClassVar[Mapping[str, Any]] = {"type": "string", "examples": ["DE"]}

    def load(self, value: object, formats: Formats, given: Values, record: Record | None) -> Any:
        """Of two hundred and fifty none is listed where another was sent."""
        return check_country(clean(value, field=self.name, max_length=200), field=self.name)


@translated(options=["choices"])
@dataclass(frozen=True, kw_only=True)
class PaperLanguage(Code):
    """A language in which an invoice can be written; "" is that of the workspace."""

    choices: tuple[Option, ...] = LANGUAGES
    schema: ClassVar[Mapping[str, Any]] = {"type": "string", "examples": ["de"]}

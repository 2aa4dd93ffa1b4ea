"""A text that names something known: chosen from a list, which is what a workspace has used."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import ClassVar

from freelancer_os.core.records.base import Record
from freelancer_os.core.values.text import fold
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.choices import Offer
from freelancer_os.engine.kinds.field import Text

COLOUR = "stone"
MOST = 50  # names in use that are offered
AMONG = 500  # of the newest records, so that it costs the same with a million


@dataclass(frozen=True, kw_only=True)
class Named(Text):
    """A name, chosen among those that are `known` and those in use; another one may be entered."""

    known: Callable[[Formats], Iterable[str]]
    kind: ClassVar[str] = "named"
    takes_new: ClassVar[bool] = True

    def named(self, record: Record) -> list[str]:
        """The names that a record holds."""
        return [found] if (found := self.value(record)) else []

    def names(self, model: type[Record], formats: Formats) -> list[str]:
        """What is offered: the known names, then those in use."""
        return _unlike([*self.known(formats), *sorted(self._used(model, formats))])

    def offers(self, record: Record, formats: Formats) -> list[Offer]:
        """What the cell of a record offers, as choices do."""
        held = self.named(record)
        names = _unlike([*self.names(type(record), formats), *held])
        found = [Offer(self._with(held, n), n, COLOUR, is_chosen=n in held) for n in names]
        return [*found, Offer("", self.without)] if held else found

    def _with(self, held: list[str], name: str) -> str:
        """The text that choosing a name leaves."""
        return name

    def _used(self, model: type[Record], formats: Formats) -> Iterable[str]:
        rows = model.objects.of(formats.workspace).order_by("-id")
        used = rows.values_list(self.path, flat=True)[:AMONG]
        return [*dict.fromkeys(filter(None, used))][:MOST]


@dataclass(frozen=True, kw_only=True)
class Names(Named):
    """Several such names, with commas between; choosing one adds it or takes it away."""

    takes_new: ClassVar[bool] = False

    def named(self, record: Record) -> list[str]:
        return _parts(self.value(record) or "")

    def _with(self, held: list[str], name: str) -> str:
        rest = [one for one in held if fold(one) != fold(name)]
        return ", ".join(rest if len(rest) < len(held) else [*held, name])

    def _used(self, model: type[Record], formats: Formats) -> Iterable[str]:
        return ()


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _unlike(names: Iterable[str]) -> list[str]:
    """The names in their order, each once without regard to case."""
    return [*{fold(name): name for name in reversed([*names])}.values()][::-1]

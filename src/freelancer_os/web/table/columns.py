"""What an address says about the columns of a table: which, how wide, what their feet say."""

from collections.abc import Mapping
from dataclasses import dataclass

from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.field import Field
from freelancer_os.web.table.foot import before_results, functions

NARROWEST, WIDEST = 64, 960  # pixels
PARAMETERS = ("show", "wide", "calc", "group", "fold")


@dataclass(frozen=True)
class Columns:
    """The columns of a table in their order, the widths that were set, and what is calculated.

    `widths` are pixels by name; `calculated` is a function of `web.table.foot` by name.
    """

    fields: tuple[Field, ...]
    widths: Mapping[str, int]
    calculated: Mapping[str, str]

    @classmethod
    def of(
        cls, collection: Collection, query: Mapping[str, str], usual: tuple[str, ...]
    ) -> "Columns":
        """What `show`, `wide` and `calc` ask for; `usual` are the columns unless they do.

        Names of fields that are gone, and widths that make no sense, are left out.
        """
        asked = [one.strip() for one in query.get("show", "").split(",")]
        named = dict.fromkeys(name for name in asked if name in collection.by_name)
        fields = tuple(collection.by_name[name] for name in named or usual)
        return cls(fields, _widths(query.get("wide", "")), _calculated(collection, query, fields))

    @property
    def before_results(self) -> int:
        """How many columns stand before the results of the others."""
        return before_results(self.fields, self.calculated)

    @property
    def is_sized(self) -> bool:
        """Whether somebody has set a width, so that none follows from what stands in the cells."""
        return bool(self.widths)


def _pairs(text: str) -> list[tuple[str, str]]:
    """ "name.320,stage.120" as names and values."""
    found = [one.strip().rpartition(".") for one in text.split(",") if "." in one]
    return [(name, value) for name, _, value in found]


def _widths(text: str) -> dict[str, int]:
    return {
        name: min(max(int(width), NARROWEST), WIDEST)
        for name, width in _pairs(text)
        if width.isascii() and width.isdigit() and len(width) <= 4
    }


def _calculated(
    collection: Collection, query: Mapping[str, str], fields: tuple[Field, ...]
) -> dict[str, str]:
    if "calc" not in query:
        return {one.name: "sum" for one in fields if one.name in collection.sums}
    asked = dict(_pairs(query["calc"]))
    return {one.name: asked[one.name] for one in fields if asked.get(one.name) in functions(one)}

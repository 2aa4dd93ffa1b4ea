"""Where the program keeps what the benchmarks call, in this checkout and in older ones.

`python -m bench --against CHECKOUT` builds and measures with the program of another checkout. What
has moved since then is looked for in both places, here and nowhere else. Needs Django set up.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any


def _first(*places: str) -> Any:
    """The first of these modules that the program has. Raises ModuleNotFoundError for none."""
    for place in filter(_is_there, places):
        return import_module(place)
    raise ModuleNotFoundError(f"The program has none of {', '.join(places)}.")


def _is_there(place: str) -> bool:
    try:
        return find_spec(place) is not None
    except ModuleNotFoundError:  # its folder is missing
        return False


changes = _first("freelancer_os.core.log.changes", "freelancer_os.core.changes")
money = _first("freelancer_os.core.values.money", "freelancer_os.core.money")
amounts = _first("freelancer_os.finance.entries.amounts", "freelancer_os.finance.amounts")
numbering = _first(
    "freelancer_os.finance.invoices.patterns",
    "freelancer_os.finance.invoices.numbering",
    "freelancer_os.finance.numbering",
)

"""Adding the starter set to a workspace."""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from freelancer_os.core.log.changes import change
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.values.scaled import read_scaled
from freelancer_os.core.values.text import fold
from freelancer_os.core.words import Sentence
from freelancer_os.finance.categories import Category
from freelancer_os.finance.entries.units import TaxCategory
from freelancer_os.finance.tax_rates import TaxRate
from freelancer_os.people.models import User, Workspace

STARTER = "starter"  # the door of the change by which the set came
PLACES = 4  # decimals of a rate


@cache
def starter() -> dict[str, Any]:
    """The set as it ships (`starter.toml`)."""
    return tomllib.loads(Path(__file__).with_name("starter.toml").read_text(encoding="utf-8"))


def country_of(workspace: Workspace) -> str:
    """Where a business is (ISO 3166-1 alpha-2): by its address, else by how it writes numbers."""
    territory = workspace.locale.rpartition("-")[2]
    return workspace.country or (territory if len(territory) == 2 else "")


def add_starter(workspace: Workspace, user: User) -> Unit:
    """Add the set as one change, named in the language of whoever adds it.

    What there is by a name already, in its kind, is left as it is; so is the usual rate.
    """
    with change(workspace, user, Sentence("Added the starter set"), door=STARTER) as unit:
        _add_rates(unit)
        _add_categories(unit)
    return unit


def _add_rates(unit: Unit) -> None:
    there = set(unit.rows(TaxRate).values_list("rate", "tax_category"))
    has_usual = unit.rows(TaxRate).filter(usual=True).exists()
    for values in rates_of(country_of(unit.workspace)):
        if (values["rate"], values["tax_category"]) not in there:
            values["usual"] = values["usual"] and not has_usual
            TaxRate(workspace=unit.workspace).edit(values)


def rates_of(country: str) -> Iterator[dict[str, Any]]:
    """The rates of a country, as `TaxRate.edit` takes them; none of one that is not known."""
    told = starter()
    names = told["names"]["rates"]
    for place, one in enumerate(told["rates"].get(country, ())):
        own = isinstance(one, dict)
        yield {
            "name": one["name"] if own else _(names[place]),
            "rate": read_scaled(one["rate"] if own else one, PLACES, field="rate"),
            "tax_category": None,
            "usual": not own and place == 0,
        }
    if country in told["reverse_charge"]["countries"]:
        name, category = _(told["names"]["reverse_charge"]), TaxCategory.REVERSE_CHARGE.value
        yield {"name": name, "rate": 0, "tax_category": category, "usual": False}


def _add_categories(unit: Unit) -> None:
    there = set(unit.rows(Category).values_list("kind", "folded"))
    for one in starter()["categories"]:
        values = {**one, "name": _(one["name"])}
        if values.pop("untaxed", False):
            values["tax_rate"] = 0
        if (one["kind"], fold(values["name"])) not in there:
            Category(workspace=unit.workspace).edit(values)

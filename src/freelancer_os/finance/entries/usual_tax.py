"""How a new entry is taxed where nobody says it: as is usual for its category, else here."""

from collections.abc import Mapping
from typing import Any

from freelancer_os.clients.models import Client
from freelancer_os.finance.categories import Category, Kind
from freelancer_os.finance.entries.units import TaxCategory
from freelancer_os.finance.tax_rates import TaxRate
from freelancer_os.people.models import Workspace


def usual_tax(workspace: Workspace, asked: Mapping[str, Any]) -> dict[str, Any]:
    """What is added to the `asked` fields of a new entry, links as records.

    The usual rate of its category (10⁻⁴ %), else that of the workspace with its tax category.
    Nothing without a category, which says what was bought or sold; nothing where the rate, a
    reason for no tax or a tax category without tax was typed, and for a client abroad: whether the
    tax is owed here, there or by the client nobody knows but who writes it. Only what counts as
    business takes the rate of the workspace, and no income of a small business does.
    """
    category, typed = asked.get("category"), asked.get("tax_category")
    is_said = "tax_rate" in asked or asked.get("exemption_reason")
    if category is None or is_said or typed not in {None, TaxCategory.STANDARD}:
        return {}
    if asked.get("kind") == Kind.INCOME and is_abroad(workspace, asked):
        return {}
    if category.tax_rate is not None:
        return {"tax_rate": category.tax_rate}
    is_untaxed = workspace.is_small_business and asked.get("kind") == Kind.INCOME
    if is_untaxed or category.counts != Category.Counts.BUSINESS:
        return {}
    usual = TaxRate.objects.of(workspace).filter(usual=True).first()
    if usual is None:
        return {}
    return {"tax_rate": usual.rate, "tax_category": typed or usual.tax_category}


def is_abroad(workspace: Workspace, linked: Mapping[str, Any]) -> bool:
    """Whether the client, or that of an invoice, a project or a service, is in another country;
    not where one of the two is not known."""
    buyers = (linked.get(name) for name in ("client", "invoice", "project", "service"))
    clients = (one if isinstance(one, Client) else getattr(one, "client", None) for one in buyers)
    country = next((one.country for one in clients if one is not None), "")
    return bool(country and workspace.country and country != workspace.country)

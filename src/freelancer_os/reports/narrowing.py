"""What a query names of the entries behind a figure, as the database is asked for it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from freelancer_os.core.values.text import refusal
from freelancer_os.finance.entries.amounts import WHOLE
from freelancer_os.finance.entries.units import TaxCategory
from freelancer_os.finance.models import Category
from freelancer_os.people.models import Workspace

READ_ALONG = ("client", "category", "invoice")


def besides_of(workspace: Workspace) -> set[UUID]:
    """The categories that count in no profit."""
    found = Category.objects.of(workspace).exclude(counts=Category.Counts.BUSINESS)
    return set(found.values_list("pk", flat=True))


def counting_as(workspace: Workspace, link: str, counts: str) -> Q:
    """Of the business, unless another is named: what its category counts as."""
    if not counts or counts == Category.Counts.BUSINESS:
        besides = list(besides_of(workspace))
        return Q(**{f"{link}category": None}) | ~Q(**{f"{link}category__in": besides})
    if counts not in Category.Counts.values:
        raise refusal("counts", _("Choose one of: business, sales_tax, income_tax, private."))
    return Q(**{f"{link}category__in": list(counts_of(workspace, counts))})


def counts_of(workspace: Workspace, counts: str) -> set[UUID]:
    found = Category.objects.of(workspace).filter(counts=counts)
    return set(found.values_list("pk", flat=True))


def along(link: str) -> list[str]:
    """What is read along with an entry."""
    whole = [link.removesuffix("__")] if link else []
    return [*whole, *(f"{link}{name}" for name in READ_ALONG)]


def taxed_as(link: str, category: str, rate: str) -> Q:
    """Of a tax category and rate; where an entry says no category, that follows from the rate."""
    known = category in TaxCategory.values and rate.isascii() and rate.isdecimal()
    if not known or int(rate) > WHOLE:
        raise refusal("tax_rate", _("There is no such tax rate."))
    of = Q(**{f"{link}tax_category": category})
    if category == (TaxCategory.STANDARD if int(rate) else TaxCategory.ZERO):
        of |= Q(**{f"{link}tax_category": None})
    return of & Q(**{f"{link}tax_rate": int(rate)})


def id_in(name: str, value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise refusal(name, _("There is no such record.")) from None

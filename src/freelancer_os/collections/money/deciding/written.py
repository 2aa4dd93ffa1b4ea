"""What a person writes of a receipt: an expense of it, and what was not read, or not rightly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from freelancer_os.core.values.amounts import edit_amount
from freelancer_os.engine.formats import Formats
from freelancer_os.finance.models import Category, Receipt
from freelancer_os.finance.tray.attaching import usual_category


def spends(receipt: Receipt, formats: Formats) -> str:
    """What a new expense does."""
    return _("Adds an expense of what it says, with this file. Undo gives it back to the tray.")


def begins(receipt: Receipt) -> Mapping[str, str]:
    """What a new expense begins with."""
    category, so_far = usual_category(receipt.workspace, receipt.supplier), read_so_far(receipt)
    return {
        **{name: so_far[name] for name in ("date", "amount", "currency")},
        "description": receipt.supplier,
        "category": str(category.pk) if category is not None else "",
    }


def correct(receipt: Receipt, given: Mapping[str, Any]) -> None:
    """Write what was not read, or not rightly; what is not said stays."""
    receipt.edit({name: value for name, value in given.items() if value is not None})


def corrects(receipt: Receipt, formats: Formats) -> str:
    """What a correction does."""
    return _("It is proposed to what fits then. The file stays as it is.")


def read_so_far(receipt: Receipt) -> Mapping[str, str]:
    """What a correction begins with."""
    locale, amount = Formats.of(receipt.workspace).locale, receipt.amount
    return {
        "date": receipt.date.isoformat() if receipt.date is not None else "",
        "amount": "" if amount is None else edit_amount(amount, receipt.currency, locale),
        "currency": receipt.currency or receipt.workspace.currency,
        "supplier": receipt.supplier,
        "number": receipt.number,
    }


def spendings(rows: QuerySet[Category], receipt: Any) -> QuerySet[Category]:
    """Categories of expenses."""
    return rows.filter(kind="expense", archived=False)

"""What a person says about the columns of a statement: selects to a mapping and back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, get_args

from freelancer_os.transfer.statement import DateOrder, DecimalSign, Mapping

IGNORE = ""
ROLES = (
    (IGNORE, "Ignore"),
    ("date", "Date"),
    ("text", "Text"),
    ("amount", "Amount"),
    ("debit", "Debit"),
    ("credit", "Credit"),
    ("currency", "Currency"),
    ("reference", "Reference"),
    ("direction", "In or out"),
    ("fee", "Fee"),
)
DATE_ORDERS = (("dmy", "Day Month Year"), ("mdy", "Month Day Year"), ("ymd", "Year Month Day"))
DECIMALS = ((",", "Comma: 1.234,56"), (".", "Point: 1,234.56"))
SIGNS = (("minus", "With a minus"), ("plain", "Without a minus"))
_SINGLE = ("date", "amount", "debit", "credit", "currency", "reference", "direction", "fee")


@dataclass(frozen=True)
class Columns:
    """The selects as they stand: a role by column, and how dates and amounts are written.

    `problem` says why they make no mapping (a sentence), "" if they do.
    """

    roles: dict[str, str]
    mapping: Mapping
    problem: str = ""

    @classmethod
    def of(cls, columns: list[str], mapping: Mapping) -> Columns:
        """The selects that show a mapping."""
        roles = dict.fromkeys(columns, IGNORE) | dict.fromkeys(mapping.texts, "text")
        for role in _SINGLE:
            name = getattr(mapping, role)
            if name is not None:
                roles[name] = role
        return cls(roles, mapping, _missing(mapping))

    @classmethod
    def typed(cls, form: Any) -> Columns | None:
        """The selects as they were sent, None if none were (the first look at a file)."""
        names, chosen = form.getlist("name"), form.getlist("role")
        if not names or len(names) != len(chosen):
            return None
        roles = dict(zip(names, chosen, strict=True))
        mapping = _formats(_mapping(roles), form)
        return cls(roles, mapping, _contradiction(roles) or _missing(mapping))


def _with(roles: dict[str, str], role: str) -> list[str]:
    return [name for name, chosen in roles.items() if chosen == role]


def _mapping(roles: dict[str, str]) -> Mapping:
    """The mapping of these roles; of several columns with one role that is single, the first."""
    single: Any = {role: next(iter(_with(roles, role)), None) for role in _SINGLE}
    return Mapping(texts=tuple(_with(roles, "text")), **single)


def _formats(mapping: Mapping, form: Any) -> Mapping:
    order, decimal = form.get("date_order"), form.get("decimal")
    if order in get_args(DateOrder):
        mapping = replace(mapping, date_order=order)
    if decimal in get_args(DecimalSign):
        mapping = replace(mapping, decimal=decimal)
    return replace(mapping, debits_positive=form.get("signs") == "plain")


def _contradiction(roles: dict[str, str]) -> str:
    labels = dict(ROLES)
    for role in _SINGLE:
        if len(_with(roles, role)) > 1:
            return f"Only one column can be {labels[role]}; set the others to Ignore or Text."
    if _with(roles, "amount") and (_with(roles, "debit") or _with(roles, "credit")):
        return "Choose either one column for Amount, or columns for Debit and Credit."
    return ""


def _missing(mapping: Mapping) -> str:
    if not mapping.missing:
        return ""
    wanted = {"date": "the date", "amount": "the amount (or debit and credit)"}
    columns = " and the one that holds ".join(wanted[name] for name in mapping.missing)
    return f"Choose the column that holds {columns}."

"""What a person says about the columns of a statement: selects to a mapping and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from freelancer_os.transfer.statement import Mapping
from freelancer_os.web.shell.choosing import chosen

IGNORE = ""
Options = tuple[tuple[str, str], ...]
_SINGLE = (
    "date", "amount", "debit", "credit", "currency", "reference", "direction", "fee", "kind",
    "status", "balance",
)  # fmt: skip
_SEVERAL = {"text": "texts", "payee": "payees", "other_date": "other_dates"}


def roles() -> Options:
    """What a column can mean."""
    return (
        (IGNORE, _("Ignore")),
        ("date", _("Date")),
        ("other_date", _("Date where that is empty")),
        ("payee", _("Payee")),
        ("text", _("Text")),
        ("kind", _("Kind of booking")),
        ("amount", _("Amount")),
        ("debit", _("Debit")),
        ("credit", _("Credit")),
        ("currency", _("Currency")),
        ("reference", _("Reference")),
        ("direction", _("In or out")),
        ("fee", _("Fee")),
        ("balance", _("Balance")),
        ("status", _("Status")),
    )


@dataclass(frozen=True)
class Columns:
    """The selects as they stand: a role by column.

    `problem` says why they make no mapping (a sentence), "" if they do.
    """

    roles: dict[str, str]
    mapping: Mapping
    problem: str = ""

    @classmethod
    def of(cls, columns: list[str], mapping: Mapping) -> Columns:
        """The selects that show a mapping."""
        by_column = dict.fromkeys(columns, IGNORE)
        for role, names in _SEVERAL.items():
            by_column |= dict.fromkeys(getattr(mapping, names), role)
        for role in _SINGLE:
            name = getattr(mapping, role)
            if name is not None and by_column[name] == IGNORE:
                by_column[name] = role
        return cls(by_column, mapping, _missing(mapping))

    @classmethod
    def typed(cls, form: QueryDict) -> Columns | None:
        """The selects as they were sent, None if none were (the first look at a file)."""
        names = form.getlist("name")
        given = [chosen(roles(), sent) for sent in form.getlist("role")]
        if not names or len(names) != len(given):
            return None
        by_column = dict(zip(names, given, strict=True))
        mapping = _mapping(by_column)
        return cls(by_column, mapping, _contradiction(by_column) or _missing(mapping))


def _with(by_column: dict[str, str], role: str) -> list[str]:
    return [name for name, given in by_column.items() if given == role]


def _mapping(by_column: dict[str, str]) -> Mapping:
    """The mapping of these roles; of several columns with one role that is single, the first."""
    single: Any = {role: next(iter(_with(by_column, role)), None) for role in _SINGLE}
    several: Any = {names: tuple(_with(by_column, role)) for role, names in _SEVERAL.items()}
    return Mapping(**several, **single)


def _contradiction(by_column: dict[str, str]) -> str:
    labels = dict(roles())
    for role in _SINGLE:
        if len(_with(by_column, role)) > 1:
            sentence = _("Only one column can be {role}; set the others to Ignore or Text.")
            return sentence.format(role=labels[role])
    if _with(by_column, "amount") and (_with(by_column, "debit") or _with(by_column, "credit")):
        return _("Choose either one column for Amount, or columns for Debit and Credit.")
    return ""


def _missing(mapping: Mapping) -> str:
    sentences = {
        ("date",): _("Choose the column that holds the date."),
        ("amount",): _("Choose the column that holds the amount (or debit and credit)."),
        ("date", "amount"): _(
            "Choose the column that holds the date"
            " and the one that holds the amount (or debit and credit)."
        ),
    }
    return sentences.get(tuple(mapping.missing), "")

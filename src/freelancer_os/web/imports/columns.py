"""What a person says about the columns of a statement: selects to a mapping and back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, get_args

from django.http import QueryDict
from django.utils.translation import gettext as _

from freelancer_os.transfer.statement import DateOrder, DecimalSign, Mapping
from freelancer_os.web.shell.choosing import chosen

IGNORE = ""
Options = tuple[tuple[str, str], ...]
_SINGLE = ("date", "amount", "debit", "credit", "currency", "reference", "direction", "fee")


def roles() -> Options:
    """What a column can mean."""
    return (
        (IGNORE, _("Ignore")),
        ("date", _("Date")),
        ("text", _("Text")),
        ("amount", _("Amount")),
        ("debit", _("Debit")),
        ("credit", _("Credit")),
        ("currency", _("Currency")),
        ("reference", _("Reference")),
        ("direction", _("In or out")),
        ("fee", _("Fee")),
    )


def formats(mapping: Mapping) -> list[tuple[str, str, Options, str]]:
    """Name, label, options and value of each select that is about the whole file."""
    orders = (
        ("dmy", _("Day Month Year")),
        ("mdy", _("Month Day Year")),
        ("ymd", _("Year Month Day")),
    )
    decimals = ((",", _("Comma: 1.234,56")), (".", _("Point: 1,234.56")))
    signs = (("minus", _("With a minus")), ("plain", _("Without a minus")))
    return [
        ("date_order", _("Dates"), orders, mapping.date_order),
        ("decimal", _("Decimal sign"), decimals, mapping.decimal),
        ("signs", _("Money out"), signs, "plain" if mapping.debits_positive else "minus"),
    ]


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
        by_column = dict.fromkeys(columns, IGNORE) | dict.fromkeys(mapping.texts, "text")
        for role in _SINGLE:
            name = getattr(mapping, role)
            if name is not None:
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
        mapping = _written(_mapping(by_column), form)
        return cls(by_column, mapping, _contradiction(by_column) or _missing(mapping))


def _with(by_column: dict[str, str], role: str) -> list[str]:
    return [name for name, given in by_column.items() if given == role]


def _mapping(by_column: dict[str, str]) -> Mapping:
    """The mapping of these roles; of several columns with one role that is single, the first."""
    single: Any = {role: next(iter(_with(by_column, role)), None) for role in _SINGLE}
    return Mapping(texts=tuple(_with(by_column, "text")), **single)


def _written(mapping: Mapping, form: QueryDict) -> Mapping:
    sent = {
        name: chosen(options, form.get(name, ""))
        for name, _label, options, _value in formats(mapping)
    }
    order, decimal = sent["date_order"], sent["decimal"]
    return replace(
        mapping,
        date_order=next((o for o in get_args(DateOrder) if o == order), mapping.date_order),
        decimal=next((d for d in get_args(DecimalSign) if d == decimal), mapping.decimal),
        debits_positive=sent["signs"] == "plain",
    )


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

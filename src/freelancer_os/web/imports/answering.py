"""What a file leaves open, as fields of its preview: what was told and why, or what is asked."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from freelancer_os.transfer.asked import Answers, Decision, Question
from freelancer_os.transfer.statement import Statement
from freelancer_os.web.shell.choosing import chosen

Options = tuple[tuple[str, str], ...]
TOPICS = ("dates", "year", "decimals", "charges", "amount", "out", "encoding")
_ENCODINGS = (
    "utf-8", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "gb18030", "big5",
    "cp932", "cp949",
)  # fmt: skip
_BACK = 6  # years before it that are offered
_MOST_WORDS = 8  # of a column that tells directions


@dataclass(frozen=True)
class Field:
    """One topic: its label, what can be chosen, what holds, and why it does ("" where asked)."""

    topic: str
    label: str
    options: Options
    value: str
    why: str


def fields_of(statement: Statement) -> list[Field]:
    """A field for each topic that this statement decides or asks."""
    decided = {decision.topic: decision for decision in statement.decisions}
    asked = {question.topic: question for question in statement.questions}
    return [
        _field(statement, topic, decided.get(topic), asked.get(topic))
        for topic in TOPICS
        if topic in asked or (topic in decided and _is_open(statement, decided[topic]))
    ]


def answers_in(form: QueryDict, statement: Statement) -> Answers:
    """What a person chose that differs from what `statement`, read without it, holds."""
    given = {
        field.topic: value
        for field in fields_of(statement)
        if (value := chosen(field.options, form.get(field.topic, ""))) != field.value
    }
    return Answers.from_json({topic: value for topic, value in given.items() if value})


def _is_open(statement: Statement, decision: Decision) -> bool:
    """Whether another choice could be right: a pair of columns has no sign to choose."""
    mapping = statement.mapping
    if decision.topic == "charges":
        return mapping.amount is not None and mapping.direction is None and not mapping.by_balance
    if decision.topic == "out":
        return mapping.direction is not None
    return decision.topic != "amount" or mapping.fee is not None or decision.value == "net"


def _field(
    statement: Statement, topic: str, decision: Decision | None, question: Question | None
) -> Field:
    labels = {
        "dates": _("Dates"),
        "year": _("Year of the newest day"),
        "decimals": _("Decimal sign"),
        "charges": _("Money out"),
        "amount": _("Fee"),
        "out": _("Means money out"),
        "encoding": _("Encoding"),
    }
    value = decision.value if decision else ""
    options = _options(statement, topic, question)
    if not value:
        options = (("", _("Choose…")), *options)
    elif value not in dict(options):
        options = ((value, value), *options)
    return Field(topic, labels[topic], options, value, decision.why if decision else "")


def _options(statement: Statement, topic: str, question: Question | None) -> Options:
    words = _words()
    if question:
        return tuple(
            (choice.value, f"{words.get(choice.value, choice.value)}: {choice.example}")
            for choice in question.choices
        )
    fixed = {
        "dates": ("day-first", "month-first"),
        "decimals": ("comma", "point"),
        "charges": ("negative", "positive"),
        "amount": ("net", "gross"),
        "encoding": _ENCODINGS,
        "year": _years(statement),
    }
    values = fixed.get(topic) or _directions(statement)
    return tuple((value, words.get(value, value)) for value in values)


def _years(statement: Statement) -> tuple[str, ...]:
    """The year that holds, and those around it."""
    newest = max((line.date.year for line in statement.lines), default=0)
    return tuple(map(str, range(newest + 1, newest - _BACK, -1))) if newest else ()


def _words() -> dict[str, str]:
    return {
        "day-first": _("Day first"),
        "month-first": _("Month first"),
        "comma": _("Comma: 1.234,56"),
        "point": _("Point: 1,234.56"),
        "negative": _("With a minus"),
        "positive": _("Without a minus"),
        "net": _("In the amount already"),
        "gross": _("Comes off the amount"),
    }


def _directions(statement: Statement) -> tuple[str, ...]:
    """The words that stand in the column of directions."""
    column = statement.mapping.direction
    words = {
        line.raw.get(column, "").strip().casefold(): None for line in statement.lines if column
    }
    return tuple(filter(None, words))[:_MOST_WORDS]

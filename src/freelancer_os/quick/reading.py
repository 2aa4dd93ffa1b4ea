"""A sentence, read: what it may mean, the likeliest first."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from freelancer_os.core.values.text import refusal
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.registry import collections
from freelancer_os.quick.asked import Part, Reading
from freelancer_os.quick.finding.names import MODELS
from freelancer_os.quick.making.hours import hours_between, hours_of
from freelancer_os.quick.making.meetings import meeting_of
from freelancer_os.quick.making.money import Money
from freelancer_os.quick.making.notes import note_of
from freelancer_os.quick.tokens import Spoken
from freelancer_os.quick.words import said_in

NOTHING: Mapping[str, Any] = {}
READ = frozenset({*MODELS, "kind", "named", "date", "time"})
"""What answers are read for before there are parts."""


def read(formats: Formats, text: object, answers: Mapping[str, Any] = NOTHING) -> list[Reading]:
    """What a sentence means in the workspace of these formats; nothing where it means no record.

    `answers` are what was said to what it asked, or put in the place of what it read, by the names
    of parts, as the API takes them. Raises ValidationError on `text`, or on an answer.
    """
    spoken = Spoken.of(text)
    if not spoken.tokens:
        return []
    return [_answered(one, answers) for one in _readings(spoken, formats, answers)]


def chosen(formats: Formats, text: object, makes: object, answers: object) -> Reading:
    """The reading that makes this, the likeliest if None, with these answers.

    Raises ValidationError on `text` where it means nothing, on `makes` where it does not mean that,
    and on an answer to what was not asked.
    """
    given = {} if answers is None else answers
    if not isinstance(given, dict) or not all(isinstance(one, str) for one in given.values()):
        raise refusal("answers", _("Answers are texts by the names of parts."))
    readings = read(formats, text, given)
    if not readings:
        sentence = _("This says nothing that can be added. Write it like “{example}”.")
        example = _("1200 acme website paid bank yesterday")
        raise refusal("text", sentence.format(example=example))
    found = next((one for one in readings if makes in {None, one.makes}), None)
    if found is None:
        known = ", ".join(one.makes for one in readings)
        raise refusal("makes", _("This is one of {choices}.").format(choices=known))
    _refuse_unknown(found, given)
    return found


def _refuse_unknown(reading: Reading, answers: Mapping[str, Any]) -> None:
    """Raises ValidationError on an answer to what is no part of this: it would be lost."""
    collection = collections.get(reading.collection)
    assert collection is not None  # declared at start
    known = {*collection.writable, *READ, *(part.name for part in reading.parts)}
    for name in answers:
        if name not in known:
            raise refusal(name, _("There is no parameter “{name}”.").format(name=name[:40]))


def _readings(spoken: Spoken, formats: Formats, answers: Mapping[str, Any]) -> list[Reading]:
    said = said_in(formats.locale)
    if note := note_of(spoken, formats, said, answers):
        return [note]
    money = Money.of(spoken, formats, said, answers)
    is_money = money is not None and money.is_money
    for of in (meeting_of, hours_of):
        reading = of(spoken, formats, said, answers)
        if reading is not None and not (is_money and not _is_timed(reading)):
            spent = hours_between(spoken, formats, said, answers) if of is meeting_of else None
            return [reading, *([spent] if spent is not None else [])]
    if money is not None:
        return [money.reading(kind) for kind in money.kinds()]
    meeting = meeting_of(spoken, formats, said, answers, may_be=True)
    return [meeting] if meeting is not None else []


def _is_timed(reading: Reading) -> bool:
    """Whether it says when something begins."""
    part = reading.part("time") or reading.part("starts_at")
    return part is not None and not part.is_asked


def _answered(reading: Reading, answers: Mapping[str, Any]) -> Reading:
    """The reading with the answers in the place of its parts; those to other fields are added."""

    def put(part: Part) -> Part:
        if part.name not in answers:
            return part
        value = answers[part.name]
        if value == part.value or not value:
            return part  # what was emptied falls back to what was read
        text = next((one.text for one in part.options if one.value == value), str(value))
        return replace(part, value=value, text=text)

    parts = [put(part) for part in reading.parts]
    known, collection = {part.name for part in parts}, collections.get(reading.collection)
    assert collection is not None  # declared at start
    for name, value in answers.items():
        one = collection.writable.get(name)
        if one is not None and name not in known and reading.on is None and value:
            parts.append(Part(name=name, label=str(one.label), value=value, text=str(value)))
    return replace(reading, parts=tuple(parts))

"""What the box says of a record behind its title: where the words stand, else what it is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from freelancer_os.core.attached.notes import Note
from freelancer_os.core.records.base import Record
from freelancer_os.core.records.prepared import rows_by
from freelancer_os.core.search.words import words_of
from freelancer_os.core.values.text import fold
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.kinds.field import Field, Text
from freelancer_os.engine.kinds.link import Link
from freelancer_os.engine.kinds.numbers import Percent
from freelancer_os.engine.query.searching import Found
from freelancer_os.engine.write.writing import words
from freelancer_os.people.models import Workspace
from freelancer_os.web.cells.in_short import in_short, is_naming

BEFORE, AFTER = 24, 64  # characters around a word that was found
LINE = 2_000  # characters of a line that are looked at
PARTS = 4  # that are told of a record
ORDER = ("state", "sum", "of", "day")
_WORD = re.compile(r"\w+")
_SIGNS = re.compile(r"[#*_`>|\[\]]+")  # of Markdown


def lacking(title: str, typed: Sequence[str]) -> list[str]:
    """The words that were typed and begin none of a title's own."""
    own = words_of(title)
    return [word for word in typed if not any(one.startswith(word) for one in own)]


def place_of(
    found: Found, of: Collection, wanted: Sequence[str], notes: Mapping[UUID, str]
) -> SafeString | str:
    """The text of a record in which the words stand that its title lacks, and what it is called;
    "" where none begins so, as after a slip."""
    for label, text in _texts(found.record, of, notes.get(found.id, "")):
        for word in wanted:
            if around := passage(text, word):
                return format_html("{}: {}", label, around)
    return ""


def notes_of(workspace: Workspace, keys: Sequence[UUID]) -> dict[UUID, str]:
    """The notes of these records, by their ids."""
    held = rows_by(Note, workspace_id=workspace.pk, record_id__in=keys) if keys else []
    return {one.record_id: one.body for one in held}


def _texts(record: Record, of: Collection, note: str) -> Iterator[tuple[str, str]]:
    for one in of.fields:
        if isinstance(one, Text) and not is_naming(of, one):
            yield one.label, str(one.value(record) or "")
    yield _("Note"), note


def passage(text: str, word: str) -> SafeString | str:
    """A text around the first word that begins so, which is marked."""
    for line in text.splitlines():
        held = line[:LINE]
        if word not in fold(held):
            continue
        for match in _WORD.finditer(held):
            if fold(match[0]).startswith(word):
                return _around(held, match.start(), match.end())
    return ""


def _around(line: str, start: int, end: int) -> SafeString:
    before, after = line[:start], line[end:]
    if len(before) > BEFORE:
        before = "…" + before[-BEFORE:].partition(" ")[2]
    if len(after) > AFTER:
        after = after[:AFTER].rpartition(" ")[0] + "…"
    plain = (_SIGNS.sub("", one) for one in (before, after))
    first, last = plain
    return format_html("{}<mark>{}</mark>{}", first.lstrip(), line[start:end], last)


def in_brief(record: Record, of: Collection, formats: Formats) -> str:
    """What a record is, in a line: what it belongs to, its state, its figures, a day."""
    fields = of.titles(of.table)
    named = next((one for one in fields if is_naming(of, one)), fields[0])
    told = in_short(of, fields, named)
    parts = [(of.by_name[name], short) for name, short in told.items()]
    parts.sort(key=lambda part: (not isinstance(part[0], Link), ORDER.index(part[1].sort)))
    values = [(short.label, _said(one, record, formats)) for one, short in parts]
    found = [f"{label} {value}" if label else value for label, value in values if value]
    return " · ".join(found[:PARTS])


def _said(one: Field, record: Record, formats: Formats) -> str:
    if isinstance(one, Percent):
        value = one.value(record)
        return "" if value is None else one.told(value, formats)
    return str(words(one, record, formats))

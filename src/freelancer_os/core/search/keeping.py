"""The index follows what a unit of work has written, in the same transaction."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from django.apps import apps
from django.db import connection

from freelancer_os.core.search.sources import NOTE, indexed, sources, spaced
from freelancer_os.core.search.words import words_of

AT_ONCE = 2_000
Values = Mapping[str, Any]


class Touched(Protocol):
    """A row of a unit of work: as it was indexed, and as it is; None is no row."""

    @property
    def pk(self) -> UUID: ...
    @property
    def counted(self) -> Values | None: ...
    @property
    def now(self) -> Values | None: ...


class Indexed(NamedTuple):
    """What a row is to hold of a record (`core.search.rows`)."""

    model: str
    record_id: UUID
    title: str
    words: str
    beside: str


@dataclass
class Moved:
    """What is new of one record: its own texts, its note; None is what stays."""

    model: str
    is_new: bool = False
    is_gone: bool = False
    own: tuple[str, str] | None = None
    beside: str | None = None


def model(name: str) -> Any:
    """A model of the index: this is imported before there are models."""
    return apps.get_model("core", name)


def keep(workspace: Any, opened: Mapping[Any, Mapping[UUID, Touched]]) -> None:
    """Write what differs between the rows that were indexed and those that are now."""
    moved: dict[UUID, Moved] = {}
    for of, entries in opened.items():
        label = of._meta.label_lower
        if label == NOTE:
            _notes(entries.values(), moved)
        elif label in sources.by_label:
            _records(label, entries.values(), moved)
    keys = [*moved]
    for start in range(0, len(keys), AT_ONCE):
        _write(workspace, {key: moved[key] for key in keys[start : start + AT_ONCE]})


def _records(label: str, entries: Iterable[Touched], moved: dict[UUID, Moved]) -> None:
    source = sources.by_label[label]
    for touched in entries:
        before, now = touched.counted, touched.now
        if before is now:
            continue
        if now is None:
            _of(moved, touched.pk, label).is_gone = True
        elif before is None or source.texts(before) != source.texts(now):
            move = _of(moved, touched.pk, label)
            move.own, move.is_new = indexed(source.texts(now)), before is None


def _notes(entries: Iterable[Touched], moved: dict[UUID, Moved]) -> None:
    for touched in entries:
        held = touched.now or touched.counted
        if held is not None and held["model"] in sources.by_label:
            body = touched.now["body"] if touched.now else ""
            _of(moved, held["record_id"], held["model"]).beside = spaced(words_of(body))


def _of(moved: dict[UUID, Moved], key: UUID, label: str) -> Moved:
    return moved.setdefault(key, Moved(label))


def _write(workspace: Any, moved: dict[UUID, Moved]) -> None:
    old_ones = [key for key, move in moved.items() if not move.is_new]
    rows = model("searchrow").objects.filter(workspace=workspace)
    stored = {r.record_id: r for r in rows.filter(record_id__in=old_ones)} if old_ones else {}
    fresh = [*_fresh(moved, stored)]
    old = [stored[row.record_id] for row in fresh if row.record_id in stored]
    old += [stored[key] for key, move in moved.items() if move.is_gone and key in stored]
    counts: Counter[str] = Counter()
    for row in old:
        counts.subtract(distinct(row.title, row.words, row.beside))
    for one in fresh:
        counts.update(distinct(one.title, one.words, one.beside))
    if old:
        rows.filter(pk__in=[row.pk for row in old]).delete()
    insert(workspace, fresh)
    count(workspace, counts)


def _fresh(moved: dict[UUID, Moved], stored: dict[UUID, Any]) -> Iterator[Indexed]:
    """What there is to say of records that are there, where it differs from what is stored."""
    for key, move in moved.items():
        old = stored.get(key)
        if move.is_gone or (move.own is None and old is None):
            continue
        had = (old.title, old.words, old.beside) if old is not None else ("", "", "")
        own = move.own if move.own is not None else had[:2]
        held = (*own, move.beside if move.beside is not None else had[2])
        if old is None or held != had:
            yield Indexed(move.model, key, *held)


def distinct(*words: str) -> set[str]:
    """The distinct words of what a row holds."""
    return {word for one in words for word in one.split(" ") if word}


def insert(workspace: Any, rows: Sequence[Indexed]) -> None:
    """Store new rows, by one prepared statement."""
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO core_searchrow (workspace_id, model, record_id, title, words, beside)"
                " VALUES (%s, %s, %s, %s, %s, %s)",
                [(workspace.pk, *row) for row in rows],
            )


def count(workspace: Any, counts: Counter[str]) -> None:
    """Move how many records hold each word; a word that none holds goes."""
    moved = [(workspace.pk, word, word[::-1], by) for word, by in counts.items() if by]
    gone = [(workspace.pk, word) for word, by in counts.items() if by < 0]
    with connection.cursor() as cursor:
        if moved:
            cursor.executemany(
                "INSERT INTO core_searchword (workspace_id, word, mirrored, count)"
                " VALUES (%s, %s, %s, %s) ON CONFLICT (workspace_id, word)"
                " DO UPDATE SET count = core_searchword.count + excluded.count",
                moved,
            )
        if gone:
            cursor.executemany(
                "DELETE FROM core_searchword WHERE workspace_id = %s AND word = %s AND count <= 0",
                gone,
            )

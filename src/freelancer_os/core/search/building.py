"""The index made anew, and whether it is what the records say."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.apps import apps
from django.db import connection
from django.utils.translation import gettext as _

from freelancer_os.core.own.values import OWN
from freelancer_os.core.search.keeping import Indexed, count, distinct, insert, model
from freelancer_os.core.search.sources import NOTE, Source, indexed, sources, spaced
from freelancer_os.core.search.words import words_of

AT_ONCE = 2_000
Words = tuple[str, str, str]


TABLES = ("core_search", "core_search_inside")  # of FTS5


def repair(workspaces: Iterable[Any]) -> int:
    """Index all records of all workspaces anew, inside a transaction; gives how many."""
    if connection.vendor == "sqlite":  # else what it forgets is not what it had learnt
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
    return sum(map(build, workspaces))


def build(workspace: Any) -> int:
    """Index every record of a workspace anew, inside a transaction; gives how many."""
    model("searchrow").objects.filter(workspace=workspace).delete()
    model("searchword").objects.filter(workspace=workspace).delete()
    made = 0
    counts: Counter[str] = Counter()
    rows = _rows(workspace)
    while some := [*islice(rows, AT_ONCE)]:
        for row in some:
            counts.update(distinct(row.title, row.words, row.beside))
        insert(workspace, some)
        made += len(some)
    count(workspace, counts)
    return made


def faults(workspaces: list[Any]) -> Iterator[str]:
    """A sentence for each record whose words the index does not hold as they are."""
    for workspace in workspaces:
        held = model("searchrow").objects.filter(workspace=workspace)
        stored = {r.record_id: (r.title, r.words, r.beside) for r in held.iterator(AT_ONCE)}
        counts: Counter[str] = Counter()
        for row in _rows(workspace):
            counts.update(distinct(row.title, row.words, row.beside))
            if stored.pop(row.record_id, None) != (row.title, row.words, row.beside):
                yield _("{model} {id} is not indexed as it is").format(
                    model=row.model, id=row.record_id
                )
        for key in stored:
            yield _("{id} is indexed, but is not there").format(id=key)
        words = model("searchword").objects.filter(workspace=workspace).values_list("word", "count")
        if dict(words.iterator(AT_ONCE)) != dict(counts):
            yield _("the words of workspace {id} are counted wrongly").format(id=workspace.pk)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")


def _rows(workspace: Any) -> Iterator[Indexed]:
    notes = _notes(workspace)
    for label, source in sources.by_label.items():
        for key, (title, words, beside) in _words(workspace, label, source, notes):
            yield Indexed(label, key, title, words, beside)


def _notes(workspace: Any) -> dict[Any, str]:
    rows: Any = apps.get_model(NOTE)._default_manager
    held = rows.filter(workspace=workspace).exclude(body="").values_list("record_id", "body")
    return {key: spaced(words_of(body)) for key, body in held.iterator(AT_ONCE)}


def _words(
    workspace: Any, label: str, source: Source, notes: dict[Any, str]
) -> Iterator[tuple[Any, Words]]:
    of: Any = apps.get_model(label)
    has_own = any(field.attname == OWN for field in of._meta.concrete_fields)
    names = ["pk", *source.titles, *source.others, *([OWN] if has_own else [])]
    rows = of._default_manager.filter(workspace=workspace).order_by("pk")
    for values in rows.values_list(*names).iterator(AT_ONCE):
        held = dict(zip(names, values, strict=True))
        yield held["pk"], (*indexed(source.texts(held)), notes.get(held["pk"], ""))

"""`/api/v1/docs`: the same declarations as a page to read."""

import json
from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.http import require_safe

from freelancer_os.api.document.filters import OPERATORS, PERIODS
from freelancer_os.api.document.operations import REFUSALS
from freelancer_os.api.document.schemas import (
    EXAMPLES,
    Schema,
    default_of,
    description,
    field_schema,
    is_nullable,
)
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.numbers import Whole
from freelancer_os.engine.query.why import explained
from freelancer_os.engine.registry import collections


@dataclass(frozen=True)
class FieldRow:
    """One field, in words."""

    name: str
    type: str
    choices: tuple[str, ...]
    marks: tuple[str, ...]
    words: tuple[str, ...]  # text and code by turns


@dataclass(frozen=True)
class ActionRow:
    """One action, in words, and the fields that it asks for."""

    verb: str
    words: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Section:
    """One collection: what stands on the page about it."""

    slug: str
    title: str
    fields: tuple[FieldRow, ...]
    arguments: tuple[FieldRow, ...]
    ranges: str
    filters: tuple[str, ...]
    totals: tuple[str, ...]
    actions: tuple[ActionRow, ...]
    example: str


TYPES = {
    "money": "amount",
    "hours": "hours",
    "number": "decimal",
    "percent": "per cent",
    "choice": "choice",
    "link": "id",
    "links": "list of ids",
    "instant": "instant",
}


@require_safe
def docs_view(request: HttpRequest) -> HttpResponse:
    """The page, open to everybody, in English as the API is; it needs no script."""
    with override("en"):
        return render(request, "api/docs.html", _context(request))


def _context(request: HttpRequest) -> dict[str, object]:
    return {
        "address": request.build_absolute_uri("/api/v1"),
        "sections": sections(),
        "operators": OPERATORS,
        "periods": PERIODS,
        "refusals": [(status, words) for status, (_, words) in REFUSALS.items()],
    }


@cache
def sections() -> tuple[Section, ...]:
    """Every collection, in the order of the menus."""
    return tuple(_section(collection) for collection in collections)


def _section(collection: Collection) -> Section:
    return Section(
        slug=collection.slug,
        title=collection.plural.capitalize(),
        fields=tuple(_row(collection, one) for one in collection.fields),
        arguments=tuple(_row(collection, one) for one in collection.arguments),
        ranges=collection.on,
        filters=tuple(one.name for one in collection.filters),
        totals=tuple(explained(collection)),
        actions=tuple(
            ActionRow(
                one.verb,
                f"{one.label}. {one.otherwise}".strip(),
                collection.asked(one),
            )
            for one in collection.actions
        ),
        example="" if collection.is_kept else json.dumps(example(collection), ensure_ascii=False),
    )


def _row(collection: Collection, one: Field) -> FieldRow:
    choices = tuple(value for value, _, _ in one.choices) if isinstance(one, Choice) else ()
    kind = TYPES.get(one.kind) or _json_type(field_schema(collection, one))
    return FieldRow(
        one.name,
        kind,
        choices,
        tuple(_marks(collection, one)),
        tuple(description(collection, one).split("`")),
    )


def _json_type(schema: Schema) -> str:
    """The type of a schema, by its format if that says more."""
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return str(schema.get("format") or next(name for name in types if name != "null"))


def _marks(collection: Collection, one: Field) -> list[str]:
    found = [
        word for word, true in (("required", one.required), ("read only", one.read_only)) if true
    ]
    if is_nullable(collection, one):
        found.append("may be null")
    default = None if one.read_only else default_of(collection, one)
    if default not in (None, ""):
        found.append(
            f"default {default}" if isinstance(default, str) else f"default {json.dumps(default)}"
        )
    return found


def example(collection: Collection) -> dict[str, object]:
    """A body that makes a record, as far as the declaration says; ids stand for themselves."""
    return {one.name: _example(one) for one in collection.fields if one.required}


def _example(one: Field) -> object:
    if isinstance(one, Choice):
        return one.choices[0][0]
    if isinstance(one, Whole):
        return 7
    words = {"link": "ID", "date": "2026-11-18", "instant": "2026-11-18T10:30:00Z", **EXAMPLES}
    return words.get(one.kind, "Acme Robotics")

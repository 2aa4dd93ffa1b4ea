"""The OpenAPI 3.1 document, generated from the declarations."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from freelancer_os.api.document import filters
from freelancer_os.api.document import operations as made
from freelancer_os.api.document.files import with_files
from freelancer_os.api.document.operations import READING, WRITING, ref
from freelancer_os.api.document.papers import paper_paths
from freelancer_os.api.document.reports import report_paths
from freelancer_os.api.document.schemas import (
    ID,
    Schema,
    action_schema,
    record_schema,
    write_schema,
)
from freelancer_os.api.document.whole import whole_paths
from freelancer_os.api.problems import as_json
from freelancer_os.engine.actions import Action
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.field import DECIMAL
from freelancer_os.engine.query.why import explained
from freelancer_os.engine.registry import collections
from freelancer_os.engine.write.acting import into
from freelancer_os.engine.write.duplicating import may_be_duplicated

INTRODUCTION = """\
Every collection of a workspace over JSON. Amounts, hours and percentages are strings of decimal
digits, dates are ISO 8601, links are the ids of other records under the plain name. Every write is
one change: it is in the history, and undo takes it back."""

BESIDES = ("workspace", "reports")
OFFERED = "A record that does not offer it answers 409."


@require_safe
def openapi_view(request: HttpRequest) -> HttpResponse:
    """`/api/v1/openapi.json`, open to everybody: it says nothing of anybody's business."""
    return as_json(document())


@cache
def document() -> Schema:
    """The whole document, in English whoever asks."""
    with override("en"):
        return _document()


def _document() -> Schema:
    return {
        "openapi": "3.1.0",
        "info": {"title": "Freelancer OS", "version": "1", "description": INTRODUCTION},
        "servers": [{"url": "/api/v1"}],
        "security": [{"token": []}],
        "tags": [{"name": c.slug} for c in collections]
        + [{"name": "workspace"}, {"name": "reports"}],
        "paths": {
            **with_files(_collection_paths()),
            **whole_paths(),
            **paper_paths(),
            **report_paths(),
        },
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": made.components_of_refusals(),
            "schemas": _schemas(),
        },
    }


def name_of(collection: Collection) -> str:
    """The name of a collection's schemas: TimeEntry."""
    return str(collection.model.__name__)


def _schemas() -> dict[str, Schema]:
    found: dict[str, Schema] = {"Problem": PROBLEM, "Why": WHY, "Where": filters.schema()}
    for collection in collections:
        name = name_of(collection)
        found[name] = record_schema(collection)
        if collection.is_kept:
            continue
        found[f"New{name}"] = write_schema(collection, new=True)
        found[f"{name}Changes"] = write_schema(collection, new=False)
    return found


def _collection_paths() -> dict[str, Schema]:
    found: dict[str, Schema] = {}
    for collection in collections:
        found[f"/{collection.slug}"] = _as_kept(collection, _list_path(collection))
        found[f"/{collection.slug}/{{id}}"] = _as_kept(collection, _record_path(collection))
        for action in collection.actions:
            found[f"/{collection.slug}/{{id}}/do/{action.verb}"] = _action_path(collection, action)
        if may_be_duplicated(collection):
            found[f"/{collection.slug}/{{id}}/duplicate"] = _duplicate_path(collection)
        if totals := explained(collection):
            found[f"/{collection.slug}/{{id}}/explain/{{total}}"] = _why_path(collection, totals)
    return found


def _as_kept(collection: Collection, path: Schema) -> Schema:
    """What the program keeps is read."""
    writes = {"post", "patch", "delete"} if collection.is_kept else set()
    writes -= {"delete"} if collection.may_go else set()
    return {name: part for name, part in path.items() if name not in writes}


def _operation(collection: Collection, verb: str, words: str, **parts: object) -> Schema:
    name = name_of(collection)
    return {
        "operationId": f"{verb}{name}",
        "tags": [collection.slug],
        "summary": f"{words} {collection.singular}",
        **parts,
    }


def _list_path(collection: Collection) -> Schema:
    name = name_of(collection)
    listed = made.answer(f"A page of {collection.plural}.", _page(ref("schemas", name)))
    stored = made.answer("As it is stored.", ref("schemas", name), "Location", "ETag")
    return {
        "get": _operation(
            collection,
            "list",
            "List every",
            parameters=made.list_parameters(collection),
            responses={"200": listed, **made.refusals(READING)},
        ),
        "post": _operation(
            collection,
            "create",
            "Make a new",
            parameters=[made.IDEMPOTENCY_KEY],
            requestBody=made.body(ref("schemas", f"New{name}")),
            responses={"201": stored, **made.refusals(WRITING)},
        ),
    }


def _page(schema: Schema) -> Schema:
    count = {"type": ["integer", "null"], "description": "How many there are; null above 1,000."}
    following = {"type": ["string", "null"], "description": "The address of the next page."}
    properties = {"items": {"type": "array", "items": schema}, "count": count, "next": following}
    return {"type": "object", "properties": properties, "required": list(properties)}


def _record_path(collection: Collection) -> Schema:
    name = name_of(collection)
    stored = made.answer("As it is stored.", ref("schemas", name), "ETag")
    return {
        "parameters": [made.ID_PARAMETER],
        "get": _operation(
            collection, "get", "Read a", responses={"200": stored, **made.refusals(READING)}
        ),
        "patch": _operation(
            collection,
            "update",
            "Change fields of a",
            parameters=[made.IF_MATCH],
            requestBody=made.body(ref("schemas", f"{name}Changes")),
            responses={"200": stored, **made.refusals(WRITING)},
        ),
        "delete": _operation(
            collection,
            "delete",
            "Delete a",
            parameters=[made.IF_MATCH],
            responses={"204": {"description": "It is deleted."}, **made.refusals(WRITING)},
        ),
    }


def _action_path(collection: Collection, action: Action) -> Schema:
    name, verb = name_of(collection), action.verb.title().replace("-", "")
    left = ref("schemas", name_of(into(collection, action)))
    stored = made.answer("As it is stored now.", left, "ETag")
    if action.makes:
        stored = made.answer("The new one.", left, "Location", "ETag")
    needed = any(one.required for one in collection.asked(action))
    return {
        "parameters": [made.ID_PARAMETER],
        "post": {
            "operationId": f"do{verb}{name}",
            "tags": [collection.slug],
            "summary": action.label,
            "description": " ".join(filter(None, [action.otherwise, OFFERED])),
            "parameters": [made.IDEMPOTENCY_KEY],
            "requestBody": made.body(action_schema(collection, action), required=needed),
            "responses": {"201" if action.makes else "200": stored, **made.refusals(WRITING)},
        },
    }


def _duplicate_path(collection: Collection) -> Schema:
    stored = made.answer("The new one.", ref("schemas", name_of(collection)), "Location", "ETag")
    return {
        "parameters": [made.ID_PARAMETER],
        "post": _operation(
            collection,
            "duplicate",
            "Make another like a",
            parameters=[made.IDEMPOTENCY_KEY],
            responses={"201": stored, **made.refusals(WRITING)},
        ),
    }


def _why_path(collection: Collection, totals: list[str]) -> Schema:
    total = made.parameter("total", "A total.", {"type": "string", "enum": totals}, "path")
    found = made.answer("The total, and entries that add up to it.", ref("schemas", "Why"))
    return {
        "parameters": [made.ID_PARAMETER, total],
        "get": _operation(
            collection,
            "explain",
            "Say which entries add up to a total of a",
            parameters=made.PAGING,
            responses={"200": found, **made.refusals(READING)},
        ),
    }


PROBLEM: Schema = {
    "type": "object",
    "description": "RFC 9457 problem details.",
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "A sentence for a person."},
        "errors": {
            "type": "object",
            "description": "Sentences per field; those about no single one under `record`.",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
    },
    "required": ["type", "title", "status", "detail"],
}
ENTRY: Schema = {
    "type": "object",
    "properties": {
        "collection": {"type": "string"},
        "id": ID,
        "title": {"type": "string"},
        "date": {"type": ["string", "null"], "format": "date"},
        "amount": {"type": "string", "pattern": DECIMAL, "description": "Signed."},
        "currency": {"type": ["string", "null"], "description": "Null where hours are summed."},
    },
    "required": ["collection", "id", "title", "date", "amount", "currency"],
}
WHY: Schema = {
    "type": "object",
    "properties": {
        "total": {"type": "string", "pattern": DECIMAL},
        "items": {"type": "array", "items": ENTRY},
        "next": {"type": ["string", "null"]},
    },
    "required": ["total", "items", "next"],
}

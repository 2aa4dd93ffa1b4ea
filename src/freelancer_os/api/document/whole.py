"""The OpenAPI paths that are about the whole workspace."""

from freelancer_os.api.document import operations as made
from freelancer_os.api.document.operations import READING, WRITING
from freelancer_os.api.document.quick import QUICK
from freelancer_os.api.document.schemas import ID, Schema
from freelancer_os.api.workspace import settings
from freelancer_os.core.attached.notes import LONGEST
from freelancer_os.core.words import msgid_of
from freelancer_os.engine.actions import Together
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.field import DECIMAL
from freelancer_os.engine.registry import collections
from freelancer_os.finance.base_currency.recast import How
from freelancer_os.finance.entries.hourly import By


def whole_paths() -> dict[str, Schema]:
    """Search, who asks, undo and redo; the note, which a record of any collection has."""
    later = {"with_later": {"type": "boolean", "default": False, "description": LATER}}
    return {
        "/search": {"get": _get("search", "Find records by title", FOUND, [Q, made.PAGING[0]])},
        "/quick": QUICK,
        "/me": {"get": _get("me", "Say who the token is", ME, [])},
        "/workspace": {
            "get": {
                **_named("getWorkspace", "Read the settings and the letterhead"),
                "responses": {"200": _settings(), **made.refusals(READING)},
            },
            "patch": {
                **_named("changeWorkspace", "Change settings or the letterhead"),
                "parameters": [made.IF_MATCH],
                "requestBody": made.body(
                    {**settings.schema(settings.WRITABLE), "additionalProperties": False}
                ),
                "responses": {"200": _settings(), **made.refusals(WRITING)},
            },
        },
        "/workspace/currency": {"post": _currency()},
        "/{collection}/{id}/note": {
            "parameters": [COLLECTION, made.ID_PARAMETER],
            "get": {
                **_named("getNote", "Read the note of a record"),
                "responses": {"200": _note(), **made.refusals(READING)},
            },
            "put": {
                **_named("replaceNote", "Replace the note of a record"),
                "parameters": [made.IF_MATCH],
                "requestBody": made.body(NOTE),
                "responses": {"200": _note(), **made.refusals(WRITING)},
            },
        },
        "/invoices/{id}/send": {
            "parameters": [made.ID_PARAMETER],
            "post": {
                **_named("sendInvoice", "Send an invoice by mail, or say that it was sent"),
                "tags": ["invoices"],
                "parameters": [made.IDEMPOTENCY_KEY],
                "requestBody": made.body(SENDING),
                "responses": {
                    "200": made.answer("As it is now.", made.ref("schemas", "Invoice"), "ETag"),
                    **made.refusals(WRITING),
                },
            },
        },
        "/invoices/from-hours": {"post": _from_hours()},
        "/bank-lines/accept-sure": {"post": _accept_sure()},
        **{
            f"/{one.slug}/together/{one.together.verb}": {"post": _together(one, one.together)}
            for one in collections
            if one.together is not None
        },
        "/undo": {"post": _post("undo", "Take back your newest change that stands", later)},
        "/redo": {"post": _post("redo", "Take back your newest undo", {})},
    }


def _currency() -> Schema:
    return {
        **_named("changeCurrency", "Change the base currency, or say what that would change"),
        "parameters": [made.IDEMPOTENCY_KEY],
        "requestBody": made.body(RECASTING),
        "responses": {"200": made.answer("What changes.", RECAST), **made.refusals(WRITING)},
    }


def _from_hours() -> Schema:
    made_of = made.answer("The new one.", made.ref("schemas", "Invoice"), "Location", "ETag")
    return {
        **_named("makeInvoiceFromHours", "Make a draft of unbilled hours"),
        "tags": ["invoices"],
        "parameters": [made.IDEMPOTENCY_KEY],
        "requestBody": made.body(OF_HOURS),
        "responses": {"201": made_of, **made.refusals(WRITING)},
    }


def _accept_sure() -> Schema:
    schema = {"type": "object", "properties": {}, "additionalProperties": False}
    counted = _object({"accepted": {"type": "integer"}})
    return {
        **_named("acceptSureBankLines", "Sort the bank lines of which it is sure what they are"),
        "tags": ["bank-lines"],
        "parameters": [made.IDEMPOTENCY_KEY],
        "requestBody": made.body(schema, required=False),
        "responses": {"200": made.answer("How many.", counted), **made.refusals(WRITING)},
    }


def _together(collection: Collection, one: Together) -> Schema:
    made_of = made.answer("It is done.", _object({"done": TEXT, "change": ID}))
    return {
        **_named(f"{one.verb}-{collection.slug}", str(msgid_of(one.label))),
        "tags": [collection.slug],
        "parameters": [made.IDEMPOTENCY_KEY],
        "responses": {"200": made_of, **made.refusals(WRITING)},
    }


def _settings() -> Schema:
    found = settings.schema((*settings.WRITABLE, *settings.READ_ONLY))
    properties = {"id": ID, **found["properties"]}
    schema = {**found, "properties": properties, "required": list(properties)}
    return made.answer("The settings as they are stored.", schema, "ETag")


def _note() -> Schema:
    return made.answer("The note as it is stored.", NOTE, "ETag")


def _get(name: str, words: str, schema: Schema, parameters: list[Schema]) -> Schema:
    found = {"200": made.answer(f"{words}.", schema), **made.refusals(READING)}
    return {**_named(name, words), "parameters": parameters, "responses": found}


def _post(name: str, words: str, options: Schema) -> Schema:
    schema = {"type": "object", "properties": options, "additionalProperties": False}
    return {
        **_named(name, words),
        "parameters": [made.IDEMPOTENCY_KEY],
        "requestBody": made.body(schema, required=False),
        "responses": {"200": made.answer("It is done.", DONE), **made.refusals(WRITING)},
    }


def _named(name: str, words: str) -> Schema:
    return {"operationId": name, "tags": ["workspace"], "summary": words}


def _object(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


TEXT: Schema = {"type": "string"}
SENDING: Schema = {
    "type": "object",
    "properties": {
        "by": {"type": "string", "enum": ["mail", "hand"], "default": "mail"},
        "to": {**TEXT, "description": "Addresses with a comma between; needed by mail."},
        "subject": {**TEXT, "description": "The workspace's text, unless you say so."},
        "message": {**TEXT, "description": "The same; `{number}` is the number that it gets."},
        "copy": {"type": "boolean", "description": "To oneself; as the settings have it."},
    },
    "additionalProperties": False,
}
OF_HOURS: Schema = {
    "type": "object",
    "properties": {
        "client": {**ID, "description": "Whose hours; or name a project."},
        "project": {**ID, "description": "Of what; or name a client."},
        "until": {**TEXT, "format": "date", "description": "The last day; all, if left out."},
        "by": {"type": "string", "enum": [one.value for one in By], "default": "service"},
    },
    "additionalProperties": False,
}
AMOUNT: Schema = {"type": ["string", "null"], "pattern": DECIMAL}
RECASTING: Schema = {
    "type": "object",
    "properties": {
        "currency": {**TEXT, "description": "The new one, of ISO 4217."},
        "how": {
            **TEXT,
            "enum": [one.value for one in How],
            "description": "The same figures in it, or what they are worth at a rate.",
        },
        "rate": {
            **AMOUNT,
            "description": "What one of the present currency is worth in the new one; the European"
            " Central Bank's, if left out.",
        },
        "date": {
            "type": ["string", "null"],
            "format": "date",
            "description": "The day of its rate; today, if left out.",
        },
        "dry_run": {"type": "boolean", "default": False, "description": "Only say what changes."},
    },
    "required": ["currency", "how"],
    "additionalProperties": False,
}
FIGURE = {"name": TEXT, "before": AMOUNT, "expected": AMOUNT, "after": AMOUNT, "rounding": AMOUNT}
RECAST = _object(
    {
        **{"currency": TEXT, "before": TEXT, "how": TEXT, "rate": AMOUNT},
        "date": {"type": ["string", "null"], "format": "date"},
        "figures": {"type": "array", "items": _object(FIGURE)},
        "accounts": {"type": "array", "items": _object({"account": ID, **FIGURE})},
        "records": {"type": "object", "additionalProperties": {"type": "integer"}},
        "sent_invoices": {"type": "array", "items": TEXT},
        "sent_invoices_count": {"type": "integer"},
        "dry_run": {"type": "boolean"},
    }
)
COLLECTION = made.parameter(
    "collection",
    "A collection.",
    {"type": "string", "enum": [one.slug for one in collections]},
    "path",
)
NOTE: Schema = {
    **_object(
        {
            "body": {
                **TEXT,
                "maxLength": LONGEST,
                "description": f"Markdown, at most {LONGEST:,} characters. The `agenda` of a"
                " meeting and the `body` of a resource are their notes, and shorter.",
            }
        }
    ),
    "additionalProperties": False,
}
LATER = "Also undo the later changes that build on it, as one."
Q = {
    **made.parameter("q", "Text that the title holds.", {"type": "string", "maxLength": 200}),
    "required": True,
}
FOUND = _object(
    {
        "items": {
            "type": "array",
            "items": _object({"collection": TEXT, "id": ID, "title": TEXT}),
        }
    }
)
ME = _object(
    {
        "email": TEXT,
        "workspace": TEXT,
        "role": {"type": "string", "enum": ["owner", "member", "accountant"]},
        "calendar_feed": {"type": ["string", "null"]},
    }
)
DONE = _object({"undone": TEXT, "change": ID})

"""The OpenAPI path of quick entry."""

from freelancer_os.api.document import operations as made
from freelancer_os.api.document.operations import READING, WRITING
from freelancer_os.api.document.schemas import Schema
from freelancer_os.quick.tokens import LONGEST

TEXT: Schema = {"type": "string"}
SENTENCE: Schema = {**TEXT, "maxLength": LONGEST}
MAKES: Schema = {
    **TEXT,
    "enum": ["income", "expense", "entry", "meeting", "time", "todo", "note"],
}
WORDS = (
    "A sentence in the words of the workspace's language, or English: "
    "`1200 acme website paid bank yesterday`."
)


def _object(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(properties: dict[str, Schema]) -> Schema:
    return {"type": "array", "items": _object(properties)}


PART: dict[str, Schema] = {
    "name": TEXT,
    "value": {
        "type": ["string", "array", "null"],
        "items": TEXT,
        "description": "Null where it is asked.",
    },
    "text": TEXT,
    "asks": {"type": ["string", "null"]},
    "options": _list({"value": TEXT, "text": TEXT}),
}
READ = _object(
    {"items": _list({"makes": MAKES, "collection": TEXT, "title": TEXT, "parts": _list(PART)})}
)
GIVEN: Schema = {
    "type": "object",
    "properties": {
        "text": SENTENCE,
        "makes": {**MAKES, "description": "Which reading; the first one, unless you say so."},
        "answers": {
            "type": "object",
            "additionalProperties": TEXT,
            "description": "Values by the names of parts: of those that are asked, and of those "
            "that are to be another.",
        },
    },
    "required": ["text"],
    "additionalProperties": False,
}
ADDED = "The record that was added, or written on."
QUICK: Schema = {
    "get": {
        "operationId": "readQuickly",
        "tags": ["workspace"],
        "summary": "Say what a sentence means",
        "parameters": [{**made.parameter("text", WORDS, SENTENCE), "required": True}],
        "responses": {
            "200": made.answer("Say what a sentence means.", READ),
            **made.refusals(READING),
        },
    },
    "post": {
        "operationId": "addQuickly",
        "tags": ["workspace"],
        "summary": "Add what a sentence means",
        "parameters": [made.IDEMPOTENCY_KEY],
        "requestBody": made.body(GIVEN),
        "responses": {
            "201": made.answer(ADDED, {"type": "object"}, "ETag", "Location"),
            **made.refusals(WRITING),
        },
    },
}

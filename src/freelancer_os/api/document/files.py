"""The OpenAPI paths that take files: receipts into the tray, attachments onto a record."""

from freelancer_os.api.document import operations as made
from freelancer_os.api.document.operations import READING, WRITING
from freelancer_os.api.document.schemas import ID, Schema
from freelancer_os.engine.registry import collections

MULTIPART = "multipart/form-data"


def with_files(paths: dict[str, Schema]) -> dict[str, Schema]:
    """The paths of collections, with those beside that take files."""
    receipts = {**paths["/receipts"], "post": _take()}
    return {**paths, "/receipts": receipts, **_others()}


def _others() -> dict[str, Schema]:
    listed = made.answer("The files of the record.", _object({"items": _array(FILE)}))
    return {
        "/receipts/attach-sure": {
            "post": {
                "operationId": "attachSureReceipts",
                "tags": ["receipts"],
                "summary": "Attach the receipts of which it is sure where they belong",
                "parameters": [made.IDEMPOTENCY_KEY],
                "requestBody": made.body(_object({}), required=False),
                "responses": {
                    "200": made.answer("How many.", _object({"attached": {"type": "integer"}})),
                    **made.refusals(WRITING),
                },
            }
        },
        "/{collection}/{id}/attachments": {
            "parameters": [COLLECTION, made.ID_PARAMETER],
            "get": {
                "operationId": "listAttachments",
                "summary": "List the files of a record",
                "responses": {"200": listed, **made.refusals(READING)},
            },
            "post": {
                "operationId": "addAttachments",
                "summary": "Add files to a record",
                "parameters": [made.IDEMPOTENCY_KEY],
                "requestBody": FILES,
                "responses": {
                    "201": made.answer("Those that were added.", _object({"items": _array(FILE)})),
                    **made.refusals(WRITING),
                },
            },
        },
    }


def _take() -> Schema:
    """One file answers its receipt, several answer what became of each."""
    receipt = made.ref("schemas", "Receipt")
    several = _object({"items": _array(receipt), "known": _array(KNOWN)})
    answer = made.answer("The receipt; of several files a list.", {"oneOf": [receipt, several]})
    return {
        "operationId": "takeReceipts",
        "tags": ["receipts"],
        "summary": "Put files into the tray",
        "description": "PDFs, pictures or e-invoices in XML, as one change. What is here already "
        "is not doubled: one file is answered with 409, of several it is `known`.",
        "parameters": [made.IDEMPOTENCY_KEY],
        "requestBody": FILES,
        "responses": {
            "200": made.answer("All of several files are known.", several),
            "201": answer,
            **made.refusals(WRITING),
        },
    }


def _object(properties: dict[str, Schema]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


TEXT: Schema = {"type": "string"}
FILE = _object({"id": ID, "name": TEXT, "size": {"type": "integer"}, "media_type": TEXT})
KNOWN = _object({"name": TEXT, "why": TEXT, "url": {"type": ["string", "null"]}})
FILES: Schema = {
    "required": True,
    "content": {
        MULTIPART: {
            "schema": {
                "type": "object",
                "properties": {"files": _array({"type": "string", "format": "binary"})},
                "required": ["files"],
            }
        }
    },
}
COLLECTION = made.parameter(
    "collection",
    "A collection; a receipt has its own file, and takes no other.",
    {"type": "string", "enum": [one.slug for one in collections if one.slug != "receipts"]},
    "path",
)

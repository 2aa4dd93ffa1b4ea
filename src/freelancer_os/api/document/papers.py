"""The OpenAPI paths of what leaves the house as a file or a link."""

from freelancer_os.api.document import operations as made
from freelancer_os.api.document.operations import READING, WRITING
from freelancer_os.api.document.schemas import Schema

DATE: Schema = {"type": "string", "format": "date"}
PERIOD = [
    made.parameter("date_from", "Its first day; the first of January, unless you say so.", DATE),
    made.parameter("date_to", "Its last day; today, unless you say so.", DATE),
    made.parameter(
        "currency",
        "That of the newest invoice, unless you say so.",
        {"type": "string", "pattern": "^[A-Z]{3}$"},
    ),
]
LINK: Schema = {
    "type": "object",
    "properties": {"url": {"type": "string", "format": "uri"}},
    "required": ["url"],
}


def paper_paths() -> dict[str, Schema]:
    """An invoice's PDF, a client's statement of account, and its private link."""
    pdf = _named("getInvoicePdf", "invoices", "The PDF: of a draft as it is, else as it was sent")
    statement = _named("getStatement", "clients", "A statement of account as PDF")
    share = _named("shareClient", "clients", "Make a private link to the open invoices")
    end = _named("endClientLink", "clients", "End the private link")
    return {
        "/invoices/{id}/pdf": {
            "parameters": [made.ID_PARAMETER],
            "get": {**pdf, "responses": {"200": _pdf(), **made.refusals(READING)}},
        },
        "/clients/{id}/statement": {
            "parameters": [made.ID_PARAMETER],
            "get": {
                **statement,
                "parameters": PERIOD,
                "responses": {"200": _pdf(), **made.refusals(READING)},
            },
        },
        "/clients/{id}/share": {
            "parameters": [made.ID_PARAMETER],
            "post": {
                **share,
                "responses": {
                    "201": made.answer("The link; an older one ends.", LINK),
                    **made.refusals(WRITING),
                },
            },
            "delete": {
                **end,
                "responses": {
                    "204": {"description": "It leads nowhere now."},
                    **made.refusals(WRITING),
                },
            },
        },
    }


def _named(name: str, tag: str, words: str) -> Schema:
    return {"operationId": name, "tags": [tag], "summary": words}


def _pdf() -> Schema:
    schema = {"type": "string", "format": "binary"}
    return {"description": "The file.", "content": {"application/pdf": {"schema": schema}}}

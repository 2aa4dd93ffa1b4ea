"""The parts of an OpenAPI operation: parameters, bodies, answers, refusals."""

from collections.abc import Iterable

from freelancer_os.api.document import filters
from freelancer_os.api.document.schemas import ID, Schema
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.choices import Choice, ChoiceOrNone
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.kinds.flags import Flag
from freelancer_os.engine.kinds.links import Links
from freelancer_os.engine.own.own_choice import OwnChoice
from freelancer_os.engine.own.properties import PREFIX

PROBLEM = "application/problem+json"
JSON = "application/json"

REFUSALS: dict[int, tuple[str, str]] = {
    400: ("Malformed", "The body is not a JSON object, or a header is not well formed."),
    401: ("UnknownToken", "No token, or one that is not known."),
    403: ("MayNotWrite", "The token or the person may read, not write."),
    404: ("NotFound", "There is no such thing in this workspace."),
    409: ("InTheWay", "There is nothing to do, or something stands in the way."),
    412: ("Changed", "The record is not in the version that `If-Match` names."),
    413: ("TooLarge", "The body is too large."),
    415: ("NotJson", "The body has another media type than JSON."),
    422: ("Refused", "A field or parameter is refused; `errors` holds sentences for each."),
    429: ("TooManyBadTokens", "Too many wrong tokens came from this address."),
    503: ("Busy", "The database is busy or does not answer; `detail` says what became of a write."),
}
READING = (401, 404, 422, 429, 503)
WRITING = (400, 401, 403, 404, 409, 412, 413, 415, 422, 429, 503)
_HEADERS = {401: "WWW-Authenticate", 429: "Retry-After", 503: "Retry-After"}


def ref(kind: str, name: str) -> Schema:
    """A reference to a component."""
    return {"$ref": f"#/components/{kind}/{name}"}


def components_of_refusals() -> dict[str, Schema]:
    """Every refusal as a component."""
    return {name: _refusal(status, words) for status, (name, words) in REFUSALS.items()}


def _refusal(status: int, words: str) -> Schema:
    found: Schema = {
        "description": words,
        "content": {PROBLEM: {"schema": ref("schemas", "Problem")}},
    }
    if status in _HEADERS:
        header = {"required": True, "schema": {"type": "string"}}
        found["headers"] = {_HEADERS[status]: header}
    return found


def refusals(statuses: Iterable[int]) -> dict[str, Schema]:
    """The refusals of an operation."""
    return {str(status): ref("responses", REFUSALS[status][0]) for status in statuses}


def answer(words: str, schema: Schema, *headers: str) -> Schema:
    """An answer in JSON."""
    found: Schema = {"description": words, "content": {JSON: {"schema": schema}}}
    if headers:
        found["headers"] = {
            name: {"required": True, "schema": {"type": "string"}} for name in headers
        }
    return found


def body(schema: Schema, *, required: bool = True) -> Schema:
    """A JSON body."""
    return {"required": required, "content": {JSON: {"schema": schema}}}


def parameter(name: str, words: str, schema: Schema, place: str = "query") -> Schema:
    """An optional parameter; those of the path are required."""
    found: Schema = {"name": name, "in": place, "description": words, "schema": schema}
    return {**found, "required": True} if place == "path" else found


ID_PARAMETER = parameter("id", "The record's id.", ID, "path")
IF_MATCH = parameter(
    "If-Match", "Only if the record still has this `ETag`.", {"type": "string"}, "header"
)
IDEMPOTENCY_KEY = parameter(
    "Idempotency-Key",
    "The same key and body within 24 hours is done once, and gets the same answer.",
    {"type": "string", "pattern": "^[!-~]{1,200}$"},
    "header",
)
PAGING = [
    parameter(
        "limit",
        "How many to a page.",
        {"type": "integer", "minimum": 1, "maximum": 200, "default": 50},
    ),
    parameter("cursor", "Where the page begins: follow `next`.", {"type": "string"}),
]

WHERE: Schema = {
    "name": "where",
    "in": "query",
    "description": "The filter by operators, as JSON.",
    "content": {JSON: {"schema": ref("schemas", "Where")}},
}


def list_parameters(collection: Collection) -> list[Schema]:
    """How a list is filtered, ordered and paged."""
    names = ["id", *(one.name for one in collection.fields if one.sortable)]
    names += [f"{PREFIX}[a-z0-9_]+"] if collection.takes_properties else []
    found = [
        *PAGING,
        parameter(
            "order",
            "Up to five fields with commas between them, with “-” descending; ties by id.",
            filters.order_schema(names),
        ),
        parameter("q", "Text that its title holds.", {"type": "string", "maxLength": 200}),
        WHERE,
    ]
    if collection.on:
        day = {"type": "string", "format": "date"}
        found.append(parameter("date_from", f"`{collection.on}` on this day or later.", day))
        found.append(parameter("date_to", f"`{collection.on}` on this day or earlier.", day))
    return found + [_filter(one) for one in collection.fields]


def _filter(one: Field) -> Schema:
    """A filter: the value as it is written in a record, or “none”."""
    schema: Schema = {"type": "string"}
    if isinstance(one, Flag):
        schema = {"type": "string", "enum": ["true", "false"]}
    elif isinstance(one, Choice) and not isinstance(one, OwnChoice):
        none = ["none"] if isinstance(one, ChoiceOrNone) else []
        schema = {"type": "string", "enum": [*(value for value, _, _ in one.choices), *none]}
    words = f"Only those with this {one.label.lower()}."
    if isinstance(one, Links):
        words = f"Only those of whose {one.label.lower()} one has this id."
    return parameter(one.name, words, schema)

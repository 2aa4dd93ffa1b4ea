"""The filter by operators, for those who read the document or the page."""

from freelancer_os.api.document.schemas import Schema
from freelancer_os.engine.kinds import operators as ops
from freelancer_os.engine.kinds.day_ranges import WITHIN
from freelancer_os.engine.query.conditions import DEEPEST, MOST
from freelancer_os.engine.query.ordering import MOST as SORTED

# What is filtered how: the kind of field, and its operators.
OPERATORS = (
    ("Text", ops.TEXT),
    ("Amounts, numbers, hours, per cent", ops.NUMBER),
    ("Dates, instants", ops.DATE),
    ("Choices, currencies", ops.CHOICE),
    ("Links, choices that may be empty", ops.LINK),
    ("Lists of links", ops.LINKS),
    ("True or false", ops.FLAG),
)
PERIODS = tuple(WITHIN)


def in_words() -> str:
    """What `where` takes."""
    kinds = "; ".join(
        f"{kind}: {', '.join(f'`{one.name}`' for one in found)}" for kind, found in OPERATORS
    )
    return (
        "A condition `[field, operator, value]` (`empty` and `not_empty` take no value), or "
        '`{"and": […]}` or `{"or": […]}` of conditions and groups, at most '
        f"{DEEPEST} groups deep and {MOST} conditions in all. Values are as a record has them; "
        "`between` takes a list of two, `is` and `is_not` of a choice or link also a list of "
        f"several; `within` takes one of {', '.join(f'`{name}`' for name in PERIODS)}. {kinds}."
    )


def schema() -> Schema:
    """`where` as a JSON schema; it refers to itself."""
    node = {"$ref": "#/components/schemas/Where"}
    parts = {"type": "array", "items": node, "minItems": 1, "maxItems": MOST}
    groups = [
        {
            "type": "object",
            "properties": {kind: parts},
            "required": [kind],
            "additionalProperties": False,
        }
        for kind in ("and", "or")
    ]
    name = {"type": "string"}
    condition = {"type": "array", "prefixItems": [name, name], "minItems": 2, "maxItems": 3}
    return {"description": in_words(), "oneOf": [condition, *groups]}


def order_schema(names: list[str]) -> Schema:
    """`order`: some of the fields, each with a sign or none."""
    one = f"-?({'|'.join(names)})"
    return {
        "type": "string",
        "pattern": f"^{one}(,{one}){{0,{SORTED - 1}}}$",
        "default": "-id",
    }

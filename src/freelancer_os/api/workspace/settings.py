"""`/workspace`: the settings and the letterhead, read and changed."""

from datetime import date
from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import BooleanField, DateField, Field, IntegerField
from django.http import HttpResponse
from django.utils.translation import gettext as _

from freelancer_os.api.bodies import read_object
from freelancer_os.api.places import anywhere
from freelancer_os.api.problems import Problem, as_json
from freelancer_os.api.routes import Call, route
from freelancer_os.core.fields.columns import ScaledField
from freelancer_os.core.log.changes import change
from freelancer_os.core.log.json_values import version
from freelancer_os.core.log.whole import whole
from freelancer_os.core.values.dates import read_date
from freelancer_os.core.values.scaled import print_scaled, read_scaled
from freelancer_os.core.words import Sentence
from freelancer_os.engine.kinds.field import DECIMAL
from freelancer_os.people.letterhead import LONGEST_TERMS
from freelancer_os.people.models import Workspace
from freelancer_os.people.workspaces import HIGHEST_START

REGION = ("name", "locale", "time_zone", "year_start")
LETTERHEAD = (
    *("street", "postal_code", "city", "region", "country", "email", "phone", "website"),
    *("tax_id", "registration", "e_address", "template", "accent"),
)
INVOICES = (
    *("invoice_pattern", "credit_pattern", "payment_terms_days", "is_small_business"),
    *("invoice_note", "number_start"),
)
BOOKS = ("basis", "recovers_tax", "set_aside", "closed_until")
WRITABLE = (*REGION, *LETTERHEAD, *INVOICES, *BOOKS)
READ_ONLY = ("currency", "logo_type")  # the one has a verb of its own, the other follows the logo
RANGES = {"payment_terms_days": (0, LONGEST_TERMS), "number_start": (1, HIGHEST_START)}
SCHEMA = dict[str, Any]


def schema(names: tuple[str, ...]) -> SCHEMA:
    """An OpenAPI schema of these settings."""
    return {"type": "object", "properties": {name: _kind(name) for name in names}}


def _kind(name: str) -> SCHEMA:
    column = _column(name)
    if isinstance(column, BooleanField):
        return {"type": "boolean"}
    if isinstance(column, DateField):
        return {"type": ["string", "null"], "format": "date"}
    if _places(column):
        return {"type": "string", "pattern": DECIMAL}
    if name in RANGES:
        least, most = RANGES[name]
        return {"type": "integer", "minimum": least, "maximum": most}
    if isinstance(column, IntegerField):
        return {"type": "integer", "minimum": 1, "maximum": 12}
    choices = [value for value, _label in column.choices or ()]
    return {"type": "string"} | ({"enum": choices} if choices else {"maxLength": column.max_length})


def _column(name: str) -> Field[Any, Any]:
    found: Any = Workspace._meta.get_field(name)
    column: Field[Any, Any] = found
    return column


def _show(call: Call[None]) -> HttpResponse:
    call.allow()
    return _answered(call.caller.workspace)


def _update(call: Call[None]) -> HttpResponse:
    given = read_object(call.request)
    call.allow()
    asked, caller = _read(given), call.caller
    named = {"fields": ", ".join(asked)}
    with whole(caller.workspace):
        sentence = Sentence("Changed: {fields}", named)
        with change(caller.workspace, caller.user, sentence, door="api") as unit:
            found = _etag(unit.workspace)
            unit.workspace.edit(asked)
            _expect(call, found)  # only of what else would be done (RFC 9110, 13.2.1)
        return _answered(unit.workspace)


def _read(given: dict[str, object]) -> dict[str, Any]:
    """The settings of a body, each of its type. Raises ValidationError, for all at once."""
    problems = {name: [said] for name, value in given.items() if (said := _wrong(name, value))}
    if problems:
        raise ValidationError(problems)
    return {name: _scaled(name, value) for name, value in given.items()}


def _scaled(name: str, value: object) -> object:
    column = _column(name)
    if isinstance(column, DateField):
        return None if value is None else read_date(value, field=name)
    places = _places(column)
    return read_scaled(value, places, field=name) if places else value


def _places(column: Field[Any, Any]) -> int:
    """The decimals of an exact number that is written as text, as everywhere."""
    return column.places if isinstance(column, ScaledField) else 0


def _wrong(name: str, value: object) -> str:
    """Why a setting is not taken, "" where its type is right."""
    if name in READ_ONLY:
        return _("This cannot be set here.")
    if name not in WRITABLE:
        return _("A workspace has no field “{name}”.").format(name=name[:40])
    column = _column(name)
    if isinstance(column, BooleanField):
        return "" if isinstance(value, bool) else _("Write true or false.")
    if _places(column) or isinstance(column, DateField):
        return ""  # what reads it says what is wrong
    if isinstance(column, IntegerField):
        return "" if type(value) is int else _("This must be a whole number.")
    return "" if isinstance(value, str) else _("This must be text.")


def _expect(call: Call[None], found: str) -> None:
    """Raises Problem 412 if the settings were in none of the versions that `If-Match` names."""
    wanted = call.request.headers.get("If-Match", "*")
    if not {tag.strip() for tag in wanted.split(",")} & {"*", found}:
        sentence = _("The settings were changed since you read them. Read them again.")
        raise Problem(HTTPStatus.PRECONDITION_FAILED, sentence)


def _answered(held: Workspace) -> HttpResponse:
    printed = {name: _printed(held, name) for name in (*WRITABLE, *READ_ONLY)}
    return as_json({"id": str(held.pk), **printed}, headers={"ETag": _etag(held)})


def _printed(held: Workspace, name: str) -> object:
    value, places = getattr(held, name), _places(_column(name))
    if isinstance(value, date):
        return value.isoformat()
    return print_scaled(value, places) if places else value


def _etag(held: Workspace) -> str:
    return f'"{version(held)}"'


workspace_view = route(anywhere, GET=_show, PATCH=_update)

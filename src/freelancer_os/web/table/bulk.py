"""Many rows of a table at once: set a field, delete, paste."""

import json
from urllib.parse import parse_qsl
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.urls import path
from django.utils.translation import gettext as _

from freelancer_os.core.ids import read_id
from freelancer_os.core.log.unit import Unit
from freelancer_os.engine.collection import Collection
from freelancer_os.engine.kinds.field import Field
from freelancer_os.engine.query.listing import in_use
from freelancer_os.engine.write import bulk, cells, pasting
from freelancer_os.engine.write.pasted import Cell, Row
from freelancer_os.web.cells import offers
from freelancer_os.web.cells.asked import also, asked_beside, chosen, in_cell
from freelancer_os.web.cells.deleting import question_of_many
from freelancer_os.web.cells.targets import typed_in
from freelancer_os.web.shell.access import Desk, DeskRequest, at_desk
from freelancer_os.web.shell.answer import asking, page_with, refused
from freelancer_os.web.shell.gate import told_of, writes
from freelancer_os.web.table.columns import PARAMETERS

SAMPLE = 50  # of the chosen rows, which must all be able to take what is offered
BESIDE = {*PARAMETERS, "region", "starts", "adds", "order", "cursor", "until", "limit"}


def field(request: DeskRequest, slug: str, name: str) -> HttpResponseBase:
    """`GET` what a field of the chosen rows may be set to, `POST` to set it."""
    return save(request, slug, name) if request.method == "POST" else offer(request, slug, name)


@at_desk
def offer(request: DeskRequest, slug: str, name: str) -> HttpResponseBase:
    """The choices of a field, as the first of the chosen rows offer them."""
    desk = request.desk
    collection = desk.collection(slug)
    one = cells.editable(collection, name)
    return HttpResponse(_offered(desk, collection, one, request.GET, "q").html)


def _offered(
    desk: Desk, collection: Collection, one: Field, given: QueryDict, typed: str
) -> offers.Offered:
    """What is offered for what was typed, which `given` holds under that name."""
    named = [read_id(text) for text in given.get("first", "").split(",")[:SAMPLE]]
    found = collection.some(desk.workspace, [pk for pk in named if pk])
    records = [found[pk] for pk in named if pk in found]
    if not records:
        raise Http404(_("There is no such {kind}.").format(kind=collection.singular))
    return offers.offered_to_many(records, one, typed_in(given, typed), desk.formats)


@writes(in_cell)
def save(request: DeskRequest, slug: str, name: str) -> Unit:
    """Set a field of the chosen rows, as one change."""
    desk, given = request.desk, request.POST
    collection = desk.collection(slug)
    one = cells.editable(collection, name)
    value, create = given.get("value", ""), given.get("create", "")
    if typed := typed_in(given, "typed"):
        meant = _offered(desk, collection, one, given, "typed").first(typed)
        value, create = meant.value, meant.create
    without = given.get("without") == "1"
    if without and create:
        raise ValidationError([_("Nothing fits “{text}”.").format(text=create[:60])])
    ways, beside = chosen(given), also(given.dict())
    edit = cells.Edit(value=value, create=create, ways=ways, without=without, also=beside)
    rows = _chosen(desk, collection, given)
    return bulk.edit_many(collection, desk.workspace, desk.user, rows, one, edit)


@writes()
def delete(request: DeskRequest, slug: str) -> Unit | HttpResponse:
    """Delete the rows rows, or archive them, as one change; what hangs on them is said before."""
    desk, given = request.desk, request.POST
    collection = desk.collection(slug)
    rows = _chosen(desk, collection, given)
    if given.get("archive") == "1" and collection.archives:
        return bulk.archive_many(collection, desk.workspace, desk.user, rows)
    if given.get("sure") != "1":
        keys = rows()
        question = question_of_many(desk.workspace, collection, keys)
        if question:
            ways = ("archive", "sure") if collection.archives else ("sure",)
            return asking(question, *ways, count=len(keys))
    return bulk.delete_many(collection, desk.workspace, desk.user, rows)


def _unpasted(request: DeskRequest, error: ValidationError) -> HttpResponse:
    """Why nothing was pasted, in one sentence after the other; a rate that alone is lacking is
    asked for, and what was pasted sent with it once more."""
    told = refused(ValidationError([_("Nothing was pasted."), *error.messages]))
    return asked_beside(request, error, told)


@writes(_unpasted)
def paste(request: DeskRequest, slug: str) -> HttpResponseBase:
    """Write what came from a spreadsheet, as one change."""
    desk, given = request.desk, request.POST
    collection = desk.collection(slug)
    made: list[UUID] = []
    unit = pasting.paste(
        collection,
        desk.workspace,
        desk.user,
        _rows(desk, given.get("rows", "")),
        starts=dict(parse_qsl(given.get("starts", ""))),
        also=also(given.dict()),
        force=given.get("force") == "1",
        ways=chosen(given),
        made=made,
    )
    return page_with(request, told_of(unit), collection, made)


def _chosen(desk: Desk, collection: Collection, given: QueryDict) -> bulk.Chosen:
    """The chosen rows: those that are named, or all that the table's filters leave by then."""
    return lambda: _keys(desk, collection, given)


def _keys(desk: Desk, collection: Collection, given: QueryDict) -> list[UUID]:
    if "rows" in given:
        asked = dict(parse_qsl(given.get("rows", "").partition("?")[2]))
        wanted = {name: value for name, value in asked.items() if name not in BESIDE}
        rows = in_use(collection, desk.formats, wanted).order_by("id").select_related(None)
        keys = list(rows.values_list("pk", flat=True)[: bulk.MOST + 1])
    else:
        named = [read_id(text) for text in given.get("ids", "").split(",")[: bulk.MOST + 1]]
        keys = [pk for pk in dict.fromkeys(named) if pk]
    if len(keys) > bulk.MOST:
        sentence = _("Change at most {count} records at a time.")
        raise ValidationError([sentence.format(count=desk.formats.count(bulk.MOST))])
    return keys


def _key(given: object) -> UUID | None:
    """The id of a row, None for a new one; raises ValueError for what is no id."""
    found = read_id(given)
    if given and found is None:
        raise ValueError(given)
    return found


def _rows(desk: Desk, text: str) -> list[Row]:
    """The rows of a paste: `[[id or "", [[field, text, what it held or null], …]], …]`."""
    try:
        found = [
            Row(
                _key(key),
                [Cell(str(n), str(t), o if o is None else str(o)) for n, t, o in cells_],
            )
            for key, cells_ in json.loads(text)
        ]
    except (ValueError, TypeError, RecursionError) as error:
        raise ValidationError([_("This is not a table of cells.")]) from error
    if len(found) > pasting.MOST_ROWS:
        sentence = _("Paste at most {count} rows at a time.")
        raise ValidationError([sentence.format(count=desk.formats.count(pasting.MOST_ROWS))])
    return found


urlpatterns = [
    path("<slug:slug>/bulk/delete/", delete, name="bulk_delete"),
    path("<slug:slug>/bulk/<slug:name>/", field, name="bulk"),
    path("<slug:slug>/paste/", paste, name="paste"),
]

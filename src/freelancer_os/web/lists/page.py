"""The page of a collection, and the tables that other pages show."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseBase
from django.shortcuts import render

from freelancer_os.engine.query.ordering import in_force
from freelancer_os.engine.write.writing import messages_of
from freelancer_os.web.board.board import BoardSheet, board
from freelancer_os.web.calendar.calendar import CalendarSheet, calendar
from freelancer_os.web.cells.composers import Composer, composers_of
from freelancer_os.web.cells.editing import create
from freelancer_os.web.gallery.gallery import gallery
from freelancer_os.web.lists.chips import chips
from freelancer_os.web.lists.controls import controls
from freelancer_os.web.lists.look import Look, look_at
from freelancer_os.web.lists.pages import Sheet
from freelancer_os.web.lists.tabs import saved, ways
from freelancer_os.web.shell.access import at_desk
from freelancer_os.web.table.sheet import sheet


def listing(request: Any, slug: str) -> HttpResponseBase:
    """`GET` the page of a collection, `POST` a new record."""
    return create(request, slug) if request.method == "POST" else show(request, slug)


@at_desk
def show(request: Any, slug: str) -> HttpResponseBase:
    """The records of a collection in one of its layouts, or as a saved view has them."""
    desk = request.desk
    collection = desk.collection(slug)
    if not collection.has_page:
        raise Http404("There is no such page.")
    look, status, problem = look_at(desk, collection, request.GET.dict()), 200, ""
    forms = _composers(look)
    try:
        found, narrowing = _laid_out(look, forms), chips(look)
    except ValidationError as error:
        problem = " ".join(s for lines in messages_of(error).values() for s in lines)
        look, status = look.bare(), 422
        found, narrowing = _laid_out(look, forms), []
    context = {
        "collection": collection,
        "look": look,
        "layout": look.layout,
        "title": collection.title,
        "sheet": found,
        "query": look.query,
        "tabs": saved(look),
        "ways": ways(look),
        "chips": narrowing,
        "controls": controls(look, len(narrowing)),
        "composers": forms,
        "compose": request.GET.get("compose", ""),
        "problem": problem,
        "is_filtered": look.is_narrowed,
    }
    return render(request, "lists/page.html", context, status=status)


def _laid_out(look: Look, forms: list[Composer]) -> Sheet | BoardSheet | CalendarSheet:
    """What a look leaves, in its layout. Raises ValidationError."""
    if look.layout == "calendar":
        return calendar(look)
    if look.layout in {"board", "gallery"}:
        drawn = replace(look, collection=look.collection.showing(look.params.get("show", "")))
        return board(drawn) if look.layout == "board" else gallery(drawn)
    return table(look, look.collection.table, look.collection.slug, forms)


def table(
    look: Look, names: tuple[str, ...], region: str, forms: list[Composer], **fixed: str
) -> Sheet:
    """A table of what a look leaves, with its group before all else; its foot opens the first form.

    Raises ValidationError.
    """
    collection, query = look.collection, look.query
    if "group" in look.params:
        order = in_force(collection, query.get("order", ""), look.params["group"])
        query = {**query, "order": order}
    return sheet(
        look.desk,
        collection,
        names,
        query,
        region=region,
        address=look.address,
        here=look.here,
        fixed=fixed,
        adds=forms[0] if forms else None,
    )


def _composers(look: Look) -> list[Composer]:
    """The forms that make records of a collection, for those who may write.

    In a list of the meetings of a client, they make meetings of that client.
    """
    return composers_of(look.desk, look.collection, look.params) if look.desk.may_write else []

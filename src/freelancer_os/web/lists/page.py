"""The page of a collection, in any of its layouts, and the records that come as one scrolls."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path

from freelancer_os.engine.layouts import USUAL, layouts
from freelancer_os.engine.write.writing import messages_of
from freelancer_os.web.cells.composers import Composer, composers_of, named
from freelancer_os.web.cells.editing import create
from freelancer_os.web.lists.chips import chips
from freelancer_os.web.lists.controls import controls
from freelancer_os.web.lists.look import Look, look_at
from freelancer_os.web.lists.pages import Further
from freelancer_os.web.lists.tabs import saved, ways
from freelancer_os.web.lists.together import offered, together
from freelancer_os.web.shell.access import DeskRequest, at_desk
from freelancer_os.web.shell.answer import problems
from freelancer_os.web.shell.phrases import records_of


def listing(request: DeskRequest, slug: str) -> HttpResponseBase:
    """`GET` the page of a collection, `POST` a new record."""
    return create(request, slug) if request.method == "POST" else show(request, slug)


@at_desk
def show(request: DeskRequest, slug: str) -> HttpResponseBase:
    """The records of a collection in one of its layouts, or as a saved view has them."""
    desk = request.desk
    collection = desk.collection(slug)
    if not collection.has_page:
        raise Http404("There is no such page.")
    look, status, problem = look_at(desk, collection, request.GET.dict()), 200, ""
    forms = _composers(look, request.GET.get("named", ""))
    try:
        found, narrowing = look.way.read(look, forms), chips(look)
    except ValidationError as error:
        problem = " ".join(s for lines in messages_of(error).values() for s in lines)
        look, status = look.bare(), 422
        found, narrowing = look.way.read(look, forms), []
    if request.headers.get("X-Layout") == "keep":
        look.keep()
    context = {
        "collection": collection,
        "look": look,
        "layout": look.layout,
        "title": collection.title,
        "sheet": found,
        "records": records_of(collection, found.count),
        "query": look.query,
        "tabs": saved(look),
        "ways": ways(look),
        "chips": narrowing,
        "controls": controls(look, len(narrowing)),
        "composers": forms,
        "together": offered(desk, collection),
        "notices": collection.noticed(desk.formats),
        "compose": request.GET.get("compose", ""),
        "problem": problem,
        "is_filtered": look.is_narrowed,
    }
    return render(request, "lists/page.html", context, status=status)


def _composers(look: Look, title: str) -> list[Composer]:
    """The forms that make records of a collection, for those who may write. What they make begins
    as the list wants it: in one of the meetings of a client with that client; and is called what
    the address says."""
    if not look.desk.may_write:
        return []
    return composers_of(
        look.desk, look.collection, {**look.starts, **named(look.collection, title)}
    )


@at_desk
def rows(request: DeskRequest, slug: str) -> HttpResponseBase:
    """The records after `cursor` in a layout that loads as one scrolls: the next ones, or those up
    to `until`."""
    name = request.GET.get("view", USUAL)
    more = layouts[name].more if name in layouts else None
    if more is None:
        raise Http404("Nothing more comes here.")
    try:
        return HttpResponse(more(Further.of(request, slug)))
    except ValidationError as error:
        return problems(error)


urlpatterns = [
    path("<slug:slug>/rows/", rows, name="rows"),
    path("<slug:slug>/together/<slug:verb>/", together, name="together"),
    path("<slug:slug>/", listing, name="collection"),
]

"""A layout is one value: what it says is all that pages, views and addresses need to know of it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client as Web

from freelancer_os.engine.layouts import Layout, layouts
from freelancer_os.engine.models import View
from freelancer_os.projects.models import Project
from freelancer_os.web.lists.look import Look
from tests.books import Books


@dataclass(frozen=True)
class Line:
    """All that a list of dates would show."""

    html: str
    count: str = "2"
    is_empty: bool = False


def read(look: Look, forms: list[Any]) -> Line:
    return Line(f"a line of {look.collection.plural}")


@pytest.fixture
def timeline(monkeypatch: pytest.MonkeyPatch) -> Iterator[Layout]:
    """A layout of its own, for projects alone."""
    monkeypatch.setattr(layouts, "_all", dict(layouts._all))
    yield layouts.add(
        Layout(
            name="timeline",
            icon="chart-gantt",
            place=5,
            offered=lambda collection: collection.slug == "projects",
            read=read,
            template="gallery/gallery.html",
            shows=lambda collection: collection.table,
        )
    )


@pytest.mark.usefixtures("timeline")
def test_a_new_layout_needs_nothing_but_its_value(books: Books, web: Web) -> None:
    books.make(Project, name="Site")
    page = web.get("/projects/?view=timeline").content.decode()
    assert "a line of projects" in page and "Timeline</a>" in page
    assert web.get("/clients/?view=timeline").status_code == 404
    assert "Timeline" not in web.get("/clients/").content.decode()
    assert web.get("/projects/rows/?view=timeline&cursor=x").status_code == 404


@pytest.mark.usefixtures("timeline")
def test_a_view_keeps_it_and_may_not_take_its_name(books: Books, web: Web) -> None:
    kept = books.make(View, name="Ahead", collection="projects", layout="timeline")
    assert web.get(f"/projects/?view={kept.slug}").context["layout"] == "timeline"
    for wrong in ({"collection": "clients"}, {"name": "Timeline"}):
        with pytest.raises(ValidationError, match=r"timeline|names a layout"):
            books.make(
                View, **{"name": "B", "collection": "projects", "layout": "timeline"} | wrong
            )


def test_no_two_have_one_name() -> None:
    with pytest.raises(ValueError, match="twice"):
        layouts.add(replace(layouts["table"], place=9))

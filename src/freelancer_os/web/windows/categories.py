"""Merging a category into another (row F2)."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseBase
from django.urls import path

from freelancer_os.core.ids import read_id
from freelancer_os.core.log.changes import change
from freelancer_os.finance.models import Category
from freelancer_os.web.shell.access import writing
from freelancer_os.web.shell.answer import page_again, problems


@writing
def merge(request: Any, pk: UUID) -> HttpResponseBase:
    """Move all entries of a category to the one that `into` names, and delete it."""
    desk = request.desk
    try:
        with change(desk.workspace, desk.user, "Merged categories") as unit:
            found = unit.rows(Category).filter(pk=pk).first()
            if found is None:
                raise Http404("There is no such category.")
            key = read_id(request.POST.get("into"))
            into = unit.rows(Category).filter(pk=key).first() if key else None
            if into is None:
                raise ValidationError({"into": ["Choose the category to merge into."]})
            unit.sentence = f"Merged {found} into {into}"
            found.merge_into(into)
    except ValidationError as error:
        return problems(error)
    return page_again(request, unit.sentence)


urlpatterns = [path("categories/<uuid:pk>/merge/", merge, name="merge-category")]

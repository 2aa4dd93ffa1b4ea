"""What the engine itself keeps: saved views, and own properties."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.records.admission import admit
from freelancer_os.core.records.base import Titled
from freelancer_os.core.values.slugs import free_slug, slug_of
from freelancer_os.core.values.text import refusal
from freelancer_os.engine.formats import Formats
from freelancer_os.engine.layouts import USUAL, layouts
from freelancer_os.engine.own.catalogue import OwnProperties
from freelancer_os.engine.own.properties import Property
from freelancer_os.engine.query.address import mended, read_query
from freelancer_os.engine.registry import collections

__all__ = ["Property", "View"]

LONGEST = 8_000  # characters of a query


class View(Titled):
    """A way of looking at a collection, kept under a name for everybody in the workspace.

    `query` holds filters, order and the rest of the look as a query string; `slug` is its place in
    the address, and stays when it is renamed. The default one is what a collection opens with.
    """

    unlogged = frozenset({"folded"})

    name = models.CharField(max_length=120)
    slug = models.CharField(max_length=40, editable=False)
    collection = models.CharField(max_length=40)
    layout = models.CharField(max_length=12, default=USUAL)
    query = models.CharField(max_length=LONGEST, blank=True)
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "collection", "slug"],
                name="view_slug_unique",
                violation_error_message=gettext_lazy("There is a view of this name already."),
            ),
            models.UniqueConstraint(
                fields=["workspace", "collection"],
                condition=models.Q(is_default=True),
                name="view_default_once",
                violation_error_message=gettext_lazy("There is a default view already."),
            ),
        ]

    def edit(self, values: Mapping[str, Any]) -> None:
        """Name a view, or change what it shows. Raises ValidationError per field."""
        asked = admit(self, values)
        for name, value in asked.items():
            setattr(self, name, value)
        if not self.slug:
            self.slug = self._free_slug()
        if self._state.adding or asked.keys() & {"collection", "layout", "query"}:
            self._check()
        if self.is_default:
            self._take_over()
        self.save()

    def parameters(self) -> dict[str, str]:
        """Its filters, order and the rest of the look."""
        return read_query(self.query)

    def _take_over(self) -> None:
        """Be the default view instead of the one that is."""
        rows = writing_unit(self).rows(View).filter(collection=self.collection, is_default=True)
        for other in rows.exclude(pk=self.pk):
            other.is_default = False
            other.save()

    def _free_slug(self) -> str:
        slug = slug_of(self.name, field="name")
        if slug in layouts:
            raise refusal(
                "name", _("“{name}” names a layout; choose another name.").format(name=self.name)
            )
        taken = writing_unit(self).rows(View).filter(collection=self.collection)
        return free_slug(slug, set(taken.exclude(pk=self.pk).values_list("slug", flat=True)))

    def _check(self) -> None:
        declared = collections.get(self.collection)
        if declared is None:
            raise refusal("collection", _("There is no such collection."))
        collection = OwnProperties(self.workspace).of(declared)
        if self.layout not in collection.layouts:
            sentence = _("{collection} have no layout “{layout}”.")
            said = sentence.format(collection=collection.title, layout=self.layout)
            raise refusal("layout", said)
        _kept, problems = mended(collection, Formats.of(self.workspace), self.parameters())
        if problems:
            raise ValidationError({"query": problems})

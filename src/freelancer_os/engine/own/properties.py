"""Properties that a workspace adds to a collection: what they are called, what they hold."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.own.queries import path
from freelancer_os.core.own.values import MOST, key_of
from freelancer_os.core.records.admission import admit
from freelancer_os.core.records.base import Titled, Values
from freelancer_os.core.values.slugs import free_slug, read_slug, slug_in
from freelancer_os.core.values.text import clean, fold, refusal
from freelancer_os.engine.collection import collections

EACH = 50  # properties of one collection
RETIRED = 1_000  # values of former options that are remembered
LABEL = 80  # characters of an option
COLOURS = ("stone", "amber", "green", "blue", "rose", "violet")
PREFIX = "own_"  # of the public names


class Property(Titled):
    """One property of the records of a collection; values lie under its `key` (`core.own.values`).

    `options` are those of a select: value (a slug), label, colour. The values of options that were
    taken away are `retired`: no new option gets one of them by itself, so that records which still
    hold it do not come to say something else.
    """

    unlogged = frozenset({"folded"})
    few = True

    class Kind(models.TextChoices):
        TEXT = "text", "Text"
        NUMBER = "number", "Number"
        MONEY = "money", "Money"
        DATE = "date", "Date"
        SELECT = "select", "Select"
        MULTI_SELECT = "multi_select", "Multi-select"
        CHECKBOX = "checkbox", "Checkbox"
        LINK = "link", "Link"
        EMAIL = "email", "Email"
        PHONE = "phone", "Phone"

    name = models.CharField(max_length=60)
    slug = models.CharField(max_length=40, editable=False)
    collection = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    options = models.JSONField(default=list, blank=True)
    retired = models.JSONField(default=list, editable=False)

    class Meta:
        verbose_name_plural = "properties"
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "collection", "slug"],
                name="property_slug_unique",
                violation_error_message="There is a property of this name already.",
            )
        ]

    @property
    def field(self) -> str:
        """The public name of its values."""
        return PREFIX + self.slug

    @property
    def key(self) -> str:
        """The key of its values on a record."""
        texts = {self.Kind.TEXT, self.Kind.LINK, self.Kind.EMAIL, self.Kind.PHONE}
        return key_of(self.pk, is_text=self.kind in texts)

    @property
    def has_options(self) -> bool:
        return self.kind in {self.Kind.SELECT, self.Kind.MULTI_SELECT}

    def edit(self, values: Mapping[str, Any]) -> None:
        """Name it, or set its options; what it holds, and of which records, stays.

        `options` are all of them from now on, each with a `label`; one with the `value` of a known
        one is that, one without a value is new. Raises ValidationError per field.
        """
        asked = admit(self, values)
        options = asked.pop("options", None)
        self._refuse_change(asked)
        for name, value in asked.items():
            setattr(self, name, value)
        if self._state.adding:
            self._begin()
        if options is not None:
            self._set_options(options)
        self.save()

    def add_option(self, label: str) -> str:
        """The value of the option of this label; it is added unless there is one."""
        known = {fold(one["label"]): one["value"] for one in self.options}
        if fold(label) not in known:
            self.edit({"options": [*self.options, {"label": label}]})
            return str(self.options[-1]["value"])
        return str(known[fold(label)])

    def inverse(self, before: Values) -> Values:
        """Undoing a new option leaves it while records have come to hold it since."""
        stay = {one["value"] for one in before.get("options", self.options)}
        held = [o for o in self.options if o["value"] not in stay and self._is_held(o["value"])]
        return {**before, "options": [*before["options"], *held]} if held else before

    def _is_held(self, value: str) -> bool:
        """Whether a record of its collection holds an option; the JSON of a list has it quoted."""
        collection, place = collections.get(self.collection), path("text", self.key)
        if collection is None:
            return False
        is_one = self.kind == self.Kind.SELECT
        wanted = {place: value} if is_one else {f"{place}__contains": f'"{value}"'}
        return bool(writing_unit(self).rows(collection.model).filter(**wanted).exists())

    def _refuse_change(self, asked: Mapping[str, Any]) -> None:
        for name in () if self._state.adding else ("collection", "kind"):
            present = getattr(self, name)
            if asked.get(name, present) != present:
                raise refusal(name, "This stays as it was made. Add another property instead.")

    def _begin(self) -> None:
        """A new one needs a collection that has room for it, and gets its slug."""
        collection = collections.get(self.collection)
        if collection is None or not collection.takes_properties:
            raise refusal("collection", "There is no collection of this name to add to.")
        others = writing_unit(self).rows(Property).filter(collection=self.collection)
        slugs = set(others.values_list("slug", flat=True))
        if len(slugs) >= EACH:
            what = f"{collection.title} have {EACH} properties of your own"
            raise refusal("name", f"{what}; no more fit.")
        self.slug = free_slug(slug_in(self.name) or self.kind, slugs)

    def _set_options(self, wanted: Iterable[Any]) -> None:
        wanted = list(wanted)
        if wanted and not self.has_options:
            raise refusal("options", "Only a select or a multi-select has options.")
        if len(wanted) > MOST:
            raise refusal("options", f"At most {MOST} options fit.")
        known = {one["value"]: one for one in self.options}
        taken = {*known, *self.retired, *(one.get("value") for one in wanted)}
        found: list[dict[str, str]] = []
        for one in wanted:
            option = _option(one, known, taken, COLOURS[len(found) % len(COLOURS)])
            taken.add(option["value"])
            found.append(option)
        _refuse_doubles(found)
        values = {one["value"] for one in found}
        gone = dict.fromkeys([*self.retired, *known])
        retired = [value for value in gone if value not in values]
        self.options, self.retired = found, retired[-RETIRED:]


def _option(
    wanted: Mapping[str, Any], known: Mapping[str, Any], taken: set[Any], colour: str
) -> dict[str, str]:
    """One option as it is kept."""
    label = clean(wanted.get("label"), field="options", max_length=LABEL, required=True)
    value = wanted.get("value")
    if value is None:
        value = free_slug(slug_in(label) or "option", taken)
    colour = wanted.get("colour") or known.get(value, {}).get("colour") or colour
    if colour not in COLOURS:
        raise refusal("options", f"A colour is one of: {', '.join(COLOURS)}.")
    return {"value": read_slug(value, field="options"), "label": label, "colour": colour}


def _refuse_doubles(options: list[dict[str, str]]) -> None:
    for part in ("value", "label"):
        seen = set()
        for one in options:
            if fold(one[part]) in seen:
                raise ValidationError({"options": [f"There are two options “{one[part]}”."]})
            seen.add(fold(one[part]))

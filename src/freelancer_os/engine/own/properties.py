"""What a workspace says of a collection's fields: properties of its own, the values of choices."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freelancer_os.core.log.unit import writing_unit
from freelancer_os.core.own.queries import path
from freelancer_os.core.own.values import MOST, key_of
from freelancer_os.core.records.admission import admit
from freelancer_os.core.records.base import Titled, Values
from freelancer_os.core.values.slugs import free_slug, slug_in
from freelancer_os.core.values.text import fold, refusal
from freelancer_os.core.words import Part, Typed, Word, english_of
from freelancer_os.engine.kinds.choices import Choice
from freelancer_os.engine.own.options import COLOURS, PARTS, kept, refuse_doubles
from freelancer_os.engine.registry import collections

EACH = 50  # properties of one collection
RETIRED = 1_000  # values of former options that are remembered
PREFIX = "own_"  # of the public names
DECLARED = "of."  # before the name of a declared field, as a slug that no name gives


class Property(Titled):
    """One property of the records of a collection; values lie under its `key` (`core.own.values`).

    `options` are those of a select in their order: value (a slug), label, colour. The values of
    options that were taken away are `retired`: no new option gets one of them by itself, so that
    records which still hold it do not come to say something else.

    Of a declared choice to which a workspace adds values, such as the stage of clients, it is a row
    of the kind `choice`: its built-in values stay, under any label, colour and place.
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
        CHOICE = "choice", "Choice"

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
                violation_error_message=gettext_lazy("There is a property of this name already."),
            )
        ]

    @property
    def field(self) -> str:
        """The public name of its values."""
        return self.slug.removeprefix(DECLARED) if self.is_declared else PREFIX + self.slug

    @property
    def is_declared(self) -> bool:
        """Whether it tells the values of a field that every workspace has."""
        return self.kind == self.Kind.CHOICE

    @property
    def key(self) -> str:
        """The key of its values on a record."""
        texts = {self.Kind.TEXT, self.Kind.LINK, self.Kind.EMAIL, self.Kind.PHONE}
        return key_of(self.pk, is_text=self.kind in texts)

    @property
    def has_options(self) -> bool:
        return self.kind in {self.Kind.SELECT, self.Kind.MULTI_SELECT, self.Kind.CHOICE}

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
        known |= {fold(self.label_of(one)): one["value"] for one in self.options}
        if fold(label) not in known:
            self.edit({"options": [*self.options, self._named(label)]})
            return str(self.options[-1]["value"])
        return str(known[fold(label)])

    @property
    def named(self) -> Part:
        return Word.of(self.name) if self.is_declared else self.name

    def label_of(self, option: Mapping[str, str]) -> str:
        """The words of an option: of a built-in one that has kept its name as the program has them
        in the reader's language, else as they were typed."""
        label = option["label"]
        is_kept = self.is_declared and self._english.get(option["value"]) == label
        return Word.of(label) if is_kept else Typed(label)

    @cached_property
    def _english(self) -> dict[str, str]:
        """What the built-in values are called in the catalogues, by value."""
        return {one["value"]: one["label"] for one in self._built_in()}

    def _named(self, label: str) -> dict[str, str]:
        """A new option: a slug that a record has already under that name is meant by it."""
        slug = slug_in(label) if self.is_declared else ""
        is_known = slug in {one["value"] for one in self.options}
        return {"label": label, "value": slug} if slug and not is_known else {"label": label}

    @property
    def declared(self) -> Choice:
        """The field whose values it tells. Raises ValidationError on its name."""
        collection = collections.get(self.collection)
        found = collection.by_name.get(self.field) if collection is not None else None
        if not isinstance(found, Choice) or not found.noun:
            raise refusal("name", _("Name a choice of the collection that takes values."))
        return found

    def inverse(self, before: Values) -> Values:
        """Undoing a new option leaves it while records have come to hold it since."""
        stay = {one["value"] for one in before.get("options", self.options)}
        held = [o for o in self.options if o["value"] not in stay and self._is_held(o["value"])]
        return {**before, "options": [*before["options"], *held]} if held else before

    def _is_held(self, value: str) -> bool:
        """Whether a record of its collection holds an option; the JSON of a list has it quoted."""
        collection = collections.get(self.collection)
        if collection is None:
            return False
        place = self.field if self.is_declared else path("text", self.key)
        is_one = self.kind != self.Kind.MULTI_SELECT
        wanted = {place: value} if is_one else {f"{place}__contains": f'"{value}"'}
        return bool(writing_unit(self).rows(collection.model).filter(**wanted).exists())

    def _refuse_change(self, asked: Mapping[str, object]) -> None:
        for name in () if self._state.adding else ("collection", "kind"):
            present = getattr(self, name)
            if asked.get(name, present) != present:
                raise refusal(name, _("This stays as it was made. Add another property instead."))

    def _begin(self) -> None:
        """A new one needs a collection that has room for it, and gets its slug."""
        collection = collections.get(self.collection)
        if collection is None or not collection.takes_properties:
            raise refusal("collection", _("There is no collection of this name to add to."))
        if self.is_declared:
            self._begin_declared()
            return
        others = writing_unit(self).rows(Property).filter(collection=self.collection)
        others = others.exclude(kind=self.Kind.CHOICE)
        slugs = set(others.values_list("slug", flat=True))
        if len(slugs) >= EACH:
            sentence = _("{collection} have {most} properties of your own; no more fit.")
            raise refusal("name", sentence.format(collection=collection.title, most=EACH))
        self.slug = free_slug(slug_in(self.name) or self.kind, slugs)

    def _begin_declared(self) -> None:
        """It stands for the declared field of its name, and begins with the built-in values."""
        self.slug = DECLARED + self.name.strip().lower().replace(" ", "_")
        self.name = english_of(self.declared.label)
        self.options = self._built_in()

    def _built_in(self) -> list[dict[str, str]]:
        """The built-in values as they are kept: in the words of the program itself."""
        return [
            dict(zip(PARTS, (value, english_of(label), colour), strict=True))
            for value, label, colour in self.declared.choices
        ]

    def _set_options(self, wanted: Iterable[Any]) -> None:
        wanted = list(wanted)
        if self.is_declared:
            self._refuse_loss(wanted)
        if wanted and not self.has_options:
            raise refusal("options", _("Only a select or a multi-select has options."))
        if len(wanted) > MOST:
            raise refusal("options", _("At most {most} options fit.").format(most=MOST))
        known = {one["value"]: one for one in self.options}
        taken = {*known, *self.retired, *(one.get("value") for one in wanted)}
        found: list[dict[str, str]] = []
        for one in wanted:
            option = kept(one, known, taken, COLOURS[len(found) % len(COLOURS)])
            taken.add(option["value"])
            found.append(option)
        refuse_doubles(found)
        values = {one["value"] for one in found}
        gone = dict.fromkeys([*self.retired, *known])
        retired = [value for value in gone if value not in values]
        self.options, self.retired = found, retired[-RETIRED:]

    def _refuse_loss(self, wanted: list[Any]) -> None:
        """What is built in stays: other parts of the program go by its values."""
        there = {one.get("value") for one in wanted}
        for one in self._built_in():
            if one["value"] not in there:
                sentence = _("“{option}” is built in; rename it instead.")
                raise refusal("options", sentence.format(option=Word.of(one["label"])))

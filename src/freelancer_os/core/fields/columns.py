"""Column types: money, other exact numbers, slugs, kept files, own properties, stored totals."""

from functools import cache
from typing import Any

from django.db import models

from freelancer_os.core.own import queries
from freelancer_os.core.values.scaled import LARGEST
from freelancer_os.core.values.slugs import LONGEST


class MinorField(models.BigIntegerField[Any, Any]):
    """An amount in minor units of the currency that stands beside it."""


@cache
def amounts_of(model: type[models.Model]) -> frozenset[str]:
    """The columns of a model that hold amounts which somebody has written."""
    return frozenset(f.attname for f in model._meta.concrete_fields if isinstance(f, MinorField))


class ScaledField(models.BigIntegerField[Any, Any]):
    """An exact number with `places` decimals, stored as an integer: 1.5 at 4 places is 15000.

    `minimum` and `maximum`, scaled too, are what `core.records.admission` lets pass; the
    database holds more.
    """

    def __init__(
        self,
        *args: Any,
        places: int = 0,
        minimum: int = -LARGEST,
        maximum: int = LARGEST,
        **kwargs: Any,
    ) -> None:
        self.places, self.minimum, self.maximum = places, minimum, maximum
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "places": self.places}


class SecondsField(models.BigIntegerField[Any, Any]):
    """A length of time in seconds; hours on screen."""


class OwnChoiceField(models.CharField[Any, Any]):
    """One of a few values: a built-in one, or one of a workspace's own (`core.values.slugs`)."""

    few = True  # a column holds some of them, never thousands (`core.planner`)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = LONGEST
        super().__init__(*args, **kwargs)


class DigestField(models.CharField[Any, Any]):
    """A kept file (`core.files.store`) by its SHA-256 in hex, "" for none.

    The file lies there as long as a living row names it, or the log can put it back.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(max_length=64, blank=True, default="", editable=False)
        super().__init__(*args, **kwargs)


@cache
def digests_of(model: type[models.Model]) -> tuple[str, ...]:
    """The columns of a model that name kept files."""
    return tuple(f.attname for f in model._meta.concrete_fields if isinstance(f, DigestField))


class OwnField(models.JSONField[Any, Any]):
    """What a record holds of the properties that its workspace has made (`core.own.values`)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(null=True, editable=False)
        super().__init__(*args, **kwargs)

    def get_transform(self, lookup_name: str) -> Any:
        """A value of its own for each place (`core.own.queries`)."""
        return queries.reader(lookup_name) or super().get_transform(lookup_name)


class TotalField(models.BigIntegerField[Any, Any]):
    """A stored total, kept by the gateway (`core.log.totals.totals`)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(default=0, editable=False)
        super().__init__(*args, **kwargs)

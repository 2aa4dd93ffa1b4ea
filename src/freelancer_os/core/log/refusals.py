"""What the database refuses, in the words of the constraint that did."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.utils.translation import gettext as _


def refused_by(model: type[models.Model], error: IntegrityError) -> ValidationError:
    """The refusal as a sentence, on the field that the constraint is about."""
    text = str(error)
    for constraint in model._meta.constraints:
        fields = getattr(constraint, "fields", ())
        columns = ", ".join(f"{model._meta.db_table}.{_column(model, f)}" for f in fields)
        if constraint.name in text or (columns and columns in text):
            names = [f for f in fields if f != "workspace"]
            sentence = str(constraint.get_violation_error_message())
            return ValidationError({names[0]: [sentence]} if names else [sentence])
    return ValidationError([_("The database refused this: it would contradict another record.")])


def _column(model: type[models.Model], field: str) -> str:
    return str(getattr(model._meta.get_field(field), "column"))  # noqa: B009 - a column has one

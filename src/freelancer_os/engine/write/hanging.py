"""How many records hang on others, counted in a bounded number of statements."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

COUNTED = 1_000  # of a kind
AT_ONCE = 500  # records that are named in one statement


def count_of(rows: QuerySet[Any], column: str, keys: Sequence[UUID]) -> int:
    """How many of the rows name one of the keys, to about `COUNTED`."""
    count = 0
    for start in range(0, len(keys), AT_ONCE):
        some = rows.filter(**{f"{column}__in": keys[start : start + AT_ONCE]})
        count += some.order_by()[:COUNTED].count()
        if count >= COUNTED:
            break
    return count

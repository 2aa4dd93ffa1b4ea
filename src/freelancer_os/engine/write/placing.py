"""Where a record stands among the others of its collection, by a person's own hand."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from freelancer_os.core.ids import read_id
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.records.base import Record
from freelancer_os.core.records.placed import Placed
from freelancer_os.engine.collection import Collection


def put_under(unit: Unit, collection: Collection, record: Record, after: str) -> None:
    """Put a record right under the one of this id, "" for the top.

    Raises Http404 where there is no such record, or no such order; Conflict.
    """
    key = read_id(after)
    above: Any = unit.find(collection.model, key) if key else None
    if not isinstance(record, Placed) or (after and above is None):
        raise Http404(_("There is no such place."))
    record.put_under(above, unit.rows(collection.model))

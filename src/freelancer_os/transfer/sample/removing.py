"""Taking the sample away: a verb of its own, which no refusal for what was sent or closed holds up.

What may be one's own stays; what is one's own is not touched at all.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from freelancer_os.core.errors import Conflict
from freelancer_os.core.fields.links import depth, links_of
from freelancer_os.core.log.changes import change
from freelancer_os.core.log.rows import in_batches
from freelancer_os.core.log.totals.settle import forget_empty
from freelancer_os.core.log.unit import Unit
from freelancer_os.core.models import Change
from freelancer_os.core.undo import slices
from freelancer_os.core.words import Sentence
from freelancer_os.people.models import User, Workspace
from freelancer_os.transfer.sample.belonging import Belonging, Model


def remove_sample(workspace: Workspace, user: User, *, door: str = "page") -> Unit:
    """Remove the sample as one change, a job if it is many rows. Raises Conflict if there is none.

    Undo puts it back, but not into books that were closed since.
    """
    with change(workspace, user, Sentence("Removed the sample data"), door=door) as unit:
        came = unit.workspace.sample
        if came is None:
            raise Conflict(_("There is no sample data."))
        unit.clears = True
        found = Belonging(unit.workspace)
        if found.count > slices.LARGE:
            with slices.apart(unit, [Change(pk=came, workspace=unit.workspace)]):
                found = Belonging(unit.workspace)
        unit.workspace.take({"sample": None})
        _drop(unit, found)
        forget_empty(unit)
    return unit


def _drop(unit: Unit, found: Belonging) -> None:
    """Delete what goes as it stands, what names another before that."""
    done, total = 0, found.count
    for model in sorted(found.go, key=depth, reverse=True):
        for some in in_batches(_in_order(unit, model, found.go[model])):
            unit.drop_all(unit.rows(model).filter(pk__in=some))
            done += len(some)
            slices.pause(unit, done, total)


def _in_order(unit: Unit, model: Model, pks: Iterable[UUID]) -> list[UUID]:
    """Rows that name another of their own model before the others."""
    rows: Any = unit.rows(model)
    own = [field.attname for field in links_of(model) if field.related_model is model]
    naming = {
        pk
        for name in own
        for some in in_batches(pks)
        for pk in rows.filter(pk__in=some).exclude(**{name: None}).values_list("pk", flat=True)
    }
    return sorted(pks, key=lambda pk: pk not in naming)

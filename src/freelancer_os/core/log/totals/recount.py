"""Stored tallies of a database that was written by a program that counted something else."""

from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Model

from freelancer_os.core.ids import new_id
from freelancer_os.core.log.totals.totals import Sums, registry
from freelancer_os.core.search.building import build
from freelancer_os.core.search.sources import sources

SEARCH = "search"  # the index of search is made anew as a tally is counted anew


def is_outdated() -> bool:
    """Whether some tally is stored by another definition than the present one."""
    return _stored() != _defined()


def recount() -> None:
    """Count anew what is stored by another definition, of all workspaces in one transaction.

    What is counted no more is forgotten. Nothing to do costs one look.
    """
    rows, definitions = _model("core.TallyRow"), _model("core.TallyDefinition")
    with transaction.atomic():
        stored, defined = _stored(), _defined()
        stale = {name for name in stored.keys() | defined if stored.get(name) != defined.get(name)}
        if not stale:
            return
        for workspace in _model("people.Workspace").objects.select_for_update().order_by("id"):
            rows.objects.filter(workspace=workspace, name__in=stale).delete()
            wanted = [tally for tally in registry.tallies if tally.name in stale]
            for name, sums in registry.anew(wanted, workspace).items():
                rows.objects.bulk_create(_counted(name, sums, workspace))
            if SEARCH in stale:
                build(workspace)
        definitions.objects.filter(name__in=stale).delete()
        definitions.objects.bulk_create(
            definitions(name=name, definition=defined[name]) for name in stale & defined.keys()
        )


def _counted(name: str, sums: dict[str, Sums], workspace: Model) -> list[Any]:
    """The rows of a tally, as they ought to be."""
    row = _model("core.TallyRow")
    return [
        row(
            id=new_id(),
            workspace=workspace,
            name=name,
            key=key,
            count=count,
            amount=amount,
            beside=beside,
        )
        for key, (count, amount, beside) in sums.items()
    ]


def _stored() -> dict[str, str]:
    found = _model("core.TallyDefinition").objects.values_list("name", "definition")
    return dict(found)


def _model(label: str) -> Any:
    """A model by its label: this is imported before there are models."""
    return apps.get_model(label)


def _defined() -> dict[str, str]:
    tallies = {tally.name: tally.definition for tally in registry.tallies}
    return {**tallies, SEARCH: sources.definition}

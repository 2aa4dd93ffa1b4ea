"""`/reports/reconciliation`: what a bank says of an account against its balance here."""

from django.http import HttpResponse

from freelancer_os.api.places import figures
from freelancer_os.api.problems import as_json
from freelancer_os.api.routes import Call, route
from freelancer_os.core.values.amounts import print_amount
from freelancer_os.reports.reconciliation import TAKES, Apart, Reconciliation, reconciliation


def _reconciliation(call: Call[None]) -> HttpResponse:
    workspace = call.caller.workspace
    found = reconciliation(workspace, call.allow(*TAKES))
    if found is None:
        on = workspace.today.isoformat()
        return as_json({"currency": workspace.currency, "account": None, "on": on} | _NOTHING)
    return as_json(_printed(found))


_NOTHING: dict[str, object] = {
    "closing": None,
    "closing_from": None,
    "ours": None,
    "difference": None,
    "agrees": None,
    "agreed_on": None,
    "parts_on": None,
    "unexplained": None,
    "only_ours": [],
    "only_bank": [],
}


def _printed(found: Reconciliation) -> dict[str, object]:
    def amount(minor: int | None) -> str | None:
        return None if minor is None else print_amount(minor, found.account.currency)

    def listed(apart: list[Apart]) -> list[dict[str, object]]:
        return [
            {
                "collection": collection,
                "id": key,
                "title": one.name,
                "date": one.day.isoformat(),
                "amount": amount(one.amount),
            }
            for one in apart
            for collection, _slash, key in [one.record.partition("/")]
        ]

    told = None if found.closing is None else "typed" if found.is_typed else "file"
    return {
        "currency": found.account.currency,
        "account": str(found.account.pk),
        "on": found.on.isoformat(),
        "closing": amount(found.closing),
        "closing_from": told,
        "ours": amount(found.ours),
        "difference": amount(found.difference),
        "agrees": found.agrees,
        "agreed_on": found.agreed_on and found.agreed_on.isoformat(),
        "parts_on": found.parts_on and found.parts_on.isoformat(),
        "unexplained": None if found.closing is None else amount(found.unexplained),
        "only_ours": listed(found.only_ours),
        "only_bank": listed(found.only_bank),
    }


reconciliation_view = route(figures, GET=_reconciliation)

"""`/reports/coming`: what recurs in the coming twelve months, day by day."""

from django.http import HttpResponse

from freelancer_os.api.places import figures
from freelancer_os.api.problems import as_json
from freelancer_os.api.routes import Call, route
from freelancer_os.core.values.money import print_amount
from freelancer_os.reports.coming import coming, year_ahead


def _coming(call: Call[None]) -> HttpResponse:
    call.allow()
    workspace = call.caller.workspace
    span = year_ahead(workspace)

    def amount(minor: int | None) -> str | None:
        return None if minor is None else print_amount(minor, workspace.currency)

    return as_json(
        {
            "currency": workspace.currency,
            "date_from": span.first.isoformat(),
            "date_to": span.last.isoformat(),
            "items": [
                {
                    "date": one.day.isoformat(),
                    "recurring": str(one.recurring.pk),
                    "title": str(one.recurring),
                    "kind": one.recurring.kind,
                    "net": amount(one.net),
                    "total": amount(one.total),
                }
                for one in coming(workspace, span)
            ],
        }
    )


coming_view = route(figures, GET=_coming)

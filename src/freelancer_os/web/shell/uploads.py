"""Files that a form sends: refused before they are read where they are too long."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponseBase

from freelancer_os.core.log.unit import Unit
from freelancer_os.web.shell.access import DeskRequest
from freelancer_os.web.shell.gate import Writing


def bounded(
    longest: int, refusing: Callable[[DeskRequest], HttpResponseBase]
) -> Callable[[Writing], Writing]:
    """Refuse a body of more than `longest` bytes before any of it is read."""

    def gate(view: Writing) -> Writing:
        @wraps(view)
        def guarded(
            request: DeskRequest, *args: object, **kwargs: object
        ) -> Unit | HttpResponseBase:
            if int(request.META.get("CONTENT_LENGTH") or 0) > longest:
                return refusing(request)
            return view(request, *args, **kwargs)

        return guarded

    return gate

"""Files that a form sends: refused before they are read where they are too long, and kept no longer
than what they were sent for."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps

from django.http import HttpResponseBase

from freelancer_os.core.errors import Uncertain
from freelancer_os.core.files.store import Kept, withdraw
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


@contextmanager
def named(files: Iterable[tuple[str, Kept]]) -> Iterator[list[tuple[str, Kept]]]:
    """Files that lie on disk, for a change to name; if that fails they lie there no more."""
    found: list[tuple[str, Kept]] = []
    try:
        found.extend(files)  # as many as there were when it fails
        yield found
    except Uncertain:
        raise  # perhaps it was written
    except Exception:  # whatever it is, it goes on from here
        for _name, kept in found:
            withdraw(kept)
        raise

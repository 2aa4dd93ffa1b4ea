"""Files that lie on disk for a change to name them; if that fails, they lie there no more."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from freelancer_os.core.errors import Uncertain
from freelancer_os.core.files.store import Kept, withdraw


@contextmanager
def named(files: Iterable[tuple[str, Kept]]) -> Iterator[list[tuple[str, Kept]]]:
    """Files, each with the name it was given, for a change to name."""
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

"""What the menu says beside the name of a collection."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from freelancer_os.core.words import translated
from freelancer_os.engine.formats import Formats


@translated("word")
@dataclass(frozen=True)
class Counted:
    """What the menu counts of a collection, and the word after it: "3 open".

    The records of one `value` of its `group_by`, or those that `rows` leaves of all of them; with
    neither, all.
    """

    word: str
    value: str = ""
    rows: Callable[[Any, Formats], Any] | None = None

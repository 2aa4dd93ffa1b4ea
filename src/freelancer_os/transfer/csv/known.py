"""What a reader is told beside the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date as Date

from freelancer_os.transfer.asked import Answers
from freelancer_os.transfer.statement import Mapping


@dataclass(frozen=True)
class Known:
    """What is known beside the file: the day, the account's kind and currency, and answers.

    `given` are those of this time, `before` those of the account; `columns` say which column means
    what (how they are written is found out).
    """

    today: Date | None = None
    kind: str = "bank"
    currency: str | None = None
    given: Answers = field(default_factory=Answers)
    before: Answers = field(default_factory=Answers)
    columns: Mapping | None = None


NOTHING = Known()  # is known beside the file

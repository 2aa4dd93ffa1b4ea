"""How the values of one workspace are read and shown."""

from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Lens:
    """Currency, language, time zone and today's date of a workspace."""

    workspace: Any
    currency: str
    locale: str
    time_zone: str
    today: date

    @classmethod
    def of(cls, workspace: Any) -> "Lens":
        """The lens of a workspace."""
        return cls(
            workspace, workspace.currency, workspace.locale, workspace.time_zone, workspace.today
        )

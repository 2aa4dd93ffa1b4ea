"""How the values of one workspace are read and shown."""

from dataclasses import dataclass
from datetime import date

from freelancer_os.core.values.numerals import write_signed
from freelancer_os.people.models import Workspace

COUNTED = 1_000
"""Up to here a count is exact: beyond it, it is not worth its price."""


@dataclass(frozen=True)
class Formats:
    """Currency, language, time zone and today's date of a workspace."""

    workspace: Workspace
    currency: str
    locale: str
    time_zone: str
    today: date

    @classmethod
    def of(cls, workspace: Workspace) -> "Formats":
        """The formats of a workspace."""
        return cls(
            workspace, workspace.currency, workspace.locale, workspace.time_zone, workspace.today
        )

    def count(self, found: int | None, most: int = COUNTED) -> str:
        """A count in the workspace's numbers: "8", "4,000"; "1,000+" for None, more than `most`."""
        text = write_signed(most if found is None else found, 0, self.locale)
        return f"{text}+" if found is None else text

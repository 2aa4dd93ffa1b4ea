"""The stored counts and sums of a workspace, read in one statement."""

from dataclasses import dataclass

from freelancer_os.core.log.totals.totals import registry
from freelancer_os.core.models import TallyRow
from freelancer_os.people.models import Workspace


@dataclass(frozen=True)
class Tallies:
    """Count and sum per tally and key (`finance/rollups.py`), without reading a record."""

    rows: dict[tuple[str, str], tuple[int, int]]

    @classmethod
    def of(cls, workspace: Workspace) -> "Tallies":
        """The tallies of a workspace as they stand, but for those by day."""
        names = [one.name for one in registry.tallies if not one.is_dated]
        stored = TallyRow.objects.filter(workspace=workspace, name__in=names)
        found = stored.values_list("name", "key", "count", "amount")
        return cls({(name, key): (count, amount) for name, key, count, amount in found})

    def count(self, name: str, *keys: str) -> int:
        """How many records; of all keys, or of those whose first part is one of `keys`."""
        return sum(count for count, _ in self.of_name(name, *keys).values())

    def amount(self, name: str, *keys: str) -> int:
        """The sum in minor units of the base currency; sensible where all are in that one."""
        return sum(amount for _, amount in self.of_name(name, *keys).values())

    def of_name(self, name: str, *keys: str) -> dict[str, tuple[int, int]]:
        """Count and sum by key, where there is anything."""
        return {
            key: found
            for (tally, key), found in self.rows.items()
            if tally == name and found[0] and (not keys or key.split("|")[0] in keys)
        }

"""`import csv`: the statement of any bank, as a CSV file."""

from freelancer_os.cli import statements
from freelancer_os.cli.grammar import Commands


def register(kinds: Commands) -> None:
    """Add `import csv`."""
    statements.add(kinds, "csv", "take the lines of a bank's CSV statement into an account")

"""QIF, the format of Quicken: from bytes to the statements of its accounts.

`read_qif` is the door; it imports `transfer.draft`, and how `transfer.csv` reads amounts and dates.
"""

"""OFX of any version, also as QFX: from bytes to the statements of its accounts.

`read_ofx` is the door; it imports `transfer.draft`, and how `transfer.csv` reads amounts and text.
"""

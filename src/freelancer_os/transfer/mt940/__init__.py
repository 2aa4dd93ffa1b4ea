"""MT940 and MT942, SWIFT's statements: from bytes to the statements of their accounts.

`read_mt940` is the door; it imports `transfer.draft` and how `transfer.csv` decodes text.
"""

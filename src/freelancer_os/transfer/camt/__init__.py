"""CAMT.052, 053 and 054 of any version, also as a ZIP: from bytes to the statements of accounts.

`read_camt` is the door; it imports `transfer.draft`.
"""

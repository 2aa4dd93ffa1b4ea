"""Any bank's CSV statement: from bytes to lines.

`read_statement` is the door; it imports `transfer.statement` and `core.values`.
"""

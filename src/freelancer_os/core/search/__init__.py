"""The index of search: the words of every record, kept in the transaction that writes it.

It knows models and their columns, no collections. It may import records and values, not the log.
"""

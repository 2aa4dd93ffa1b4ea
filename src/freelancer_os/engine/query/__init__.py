"""Reading records: filters, order, pages, groups, why a total is what it is.

It imports `engine.kinds` and the declaration.
"""

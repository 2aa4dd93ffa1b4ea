"""Payments: made, moved, taken away, and what follows from them.

It imports `finance.entries` and `finance.invoices`.
"""

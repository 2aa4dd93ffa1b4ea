"""Budgets: what may be spent of a category in a month or a year, and what of it is spent.

It imports `finance.entries`, categories and `finance.periods`; nothing of invoices or payments.
"""

"""What repeats: income, expenses and invoices of every week, month, quarter or year.

It imports nothing of finance; what posts an occurrence stands on it.
"""

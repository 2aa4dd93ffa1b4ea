"""Income and expenses: their amounts, tax and rates.

It imports `core`, `people`, `clients`, `projects`.
"""

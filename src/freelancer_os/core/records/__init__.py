"""What every business row is: its base, its columns, its links, what it takes.

It imports `core.own` and `core.values`.
"""

"""From bytes to records of cells: letters, separators, rows of any length.

It imports nothing of CSV but its words.
"""

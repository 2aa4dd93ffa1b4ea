"""The page on which an invoice is written: its lines, its sums, what it lacks, its paper.

It imports `invoicing`, and of the pages what a record is drawn with.
"""

"""Sorting bank lines: what each may be, what a person or a rule decided, and taking that back.

It imports the facts of finance beside it.
"""

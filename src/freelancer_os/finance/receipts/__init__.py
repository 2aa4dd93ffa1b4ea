"""Receipts: files that wait for the entry that they prove, what was read in them, and keeping them.

It imports entries and what is below them, never the sorting of bank lines.
"""

"""Codes of standards that a business has: countries, languages, tax numbers, those of banks.

It imports the rest of `core.values`.
"""

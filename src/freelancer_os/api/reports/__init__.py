"""The reports, as JSON; amounts are decimals of the base currency, written as text.

It imports what every address of the API shares, and reports.
"""

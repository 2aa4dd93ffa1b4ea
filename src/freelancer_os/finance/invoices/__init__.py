"""Invoices: their life, their numbers.

It imports `finance.entries`.
"""

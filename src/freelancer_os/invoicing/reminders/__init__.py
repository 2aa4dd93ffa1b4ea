"""Reminders of invoices that are to be paid: the rules, and doing what they say.

It imports `invoicing.outbox`, `invoicing.texts` and what lies below.
"""

"""Invoicing: an invoice leaves the house: what stands on the paper, its mail, its reminders.

It imports `finance` and what lies below; the declarations and the doors import it.
"""

"""Settlements between invoices."""

"""Changing the base currency."""

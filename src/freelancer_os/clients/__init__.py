"""Clients: the organisations and persons one sells to."""

"""Declarations of what the client window keeps.

They import the engine and the models.
"""

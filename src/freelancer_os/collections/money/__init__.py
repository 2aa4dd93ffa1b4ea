"""Declarations of what Finance keeps.

They import the engine and the models.
"""

"""Declarations of the tools.

They import the engine and the models.
"""

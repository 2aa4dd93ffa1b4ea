"""Declarations of what a workspace arranges for itself: views, own properties.

They import the engine.
"""

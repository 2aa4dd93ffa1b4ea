"""Another base currency for the workspace: the same figures in it, or converted at a rate.

It stands on all models of finance; nothing of finance imports it.
"""

"""Importing a bank statement, step by step.

It imports `transfer`, `web.cells` and `web.shell`.
"""

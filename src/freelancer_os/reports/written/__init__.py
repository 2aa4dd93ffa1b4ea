"""Statements as files: CSV and Excel.

It imports `reports.sheets` and what lies below the reports.
"""

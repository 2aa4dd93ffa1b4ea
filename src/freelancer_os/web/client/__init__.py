"""What a client's page leads to: its statement of account, and its private link.

It imports `invoicing`, and of the pages the shell.
"""

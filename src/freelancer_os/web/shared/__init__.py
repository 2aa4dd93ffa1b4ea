"""What others than the workspace's people see: a client's open invoices behind a private link.

It imports `invoicing` and the shell; nobody is signed in here.
"""

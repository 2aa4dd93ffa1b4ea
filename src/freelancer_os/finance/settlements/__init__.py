"""What one invoice pays of another: a credit note, a deposit, what a client has paid too much.

It imports `finance.entries`; invoices and payments import it.
"""

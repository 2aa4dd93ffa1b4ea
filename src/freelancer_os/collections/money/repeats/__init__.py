"""What recurs: the lines of its invoices, its rhythm, and what is repeated."""

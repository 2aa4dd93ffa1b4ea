"""What entries and invoices share: links, rates, the payment mode, the order of lines."""

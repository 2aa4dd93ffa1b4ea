"""What the API does with invoices alone."""

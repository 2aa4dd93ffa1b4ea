"""What is decided of bank lines and receipts: their proposals, and all that is sure at once."""

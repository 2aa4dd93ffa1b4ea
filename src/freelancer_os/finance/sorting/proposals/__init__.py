"""What bank lines may be: a proposal, and each source of them."""

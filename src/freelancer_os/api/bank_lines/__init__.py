"""What the API does with bank lines alone."""

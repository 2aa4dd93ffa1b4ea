"""The starter set."""

"""Benchmarks: a workspace of any size, and what the program costs on it."""

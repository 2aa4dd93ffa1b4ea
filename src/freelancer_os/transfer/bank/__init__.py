"""Bank statements into the books, whatever format they came in.

It imports the formats and `finance`.
"""

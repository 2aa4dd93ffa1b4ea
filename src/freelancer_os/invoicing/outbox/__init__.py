"""Mail that leaves the house: the servers that take it, the talk with them, what waits.

It imports `finance` and what lies below.
"""

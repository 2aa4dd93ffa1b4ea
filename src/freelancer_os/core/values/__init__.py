"""Values of every kind: money, numbers, dates, text; reading, writing and reckoning with them.

It imports nothing of ours but `core.errors`.
"""

"""What a record holds of its workspace's own properties, and how queries compare it.

It imports `core.values`.
"""

"""What makes a record of what was found: it weighs, links, and asks what the words leave open.

It imports `finding`, and the facts.
"""

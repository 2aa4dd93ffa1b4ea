"""What stands in a sentence: each finder looks for its own kind of thing, without regard to others.

It imports the words and tokens of quick entry, values and the facts.
"""

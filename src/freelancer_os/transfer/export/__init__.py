"""Everything of a workspace out.

It imports the declarations.
"""

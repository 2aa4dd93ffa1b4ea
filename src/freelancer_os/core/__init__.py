"""Core: money, identifiers, and the change log through which every write goes."""

"""Guided tours over the real controls: their steps in one list, and how far a person has come;
`film/` shows the same without hands.

It may import the shell; what the steps point at stands on the pages of other rooms.
"""

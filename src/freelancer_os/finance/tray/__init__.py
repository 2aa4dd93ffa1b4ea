"""The tray: to which entry or bank line each receipt that waits belongs, and putting it there.

It imports receipts and the sorting of bank lines.
"""

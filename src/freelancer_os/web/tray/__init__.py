"""The page of receipts: files into the tray, and out of it to where they belong.

It imports the lists and what is below them.
"""

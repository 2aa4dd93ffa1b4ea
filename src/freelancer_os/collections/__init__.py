"""The declarations: one file per collection, each read once when the program starts."""

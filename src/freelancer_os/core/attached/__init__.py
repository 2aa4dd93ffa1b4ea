"""What any record can have in rows of its own: files, a note.

It imports the rest of `core`.
"""

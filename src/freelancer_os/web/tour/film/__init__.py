"""The film of the finance set-up: what it says, when, and the page that plays it.

`make tutorial` records it from the program itself (docs/development/film.md). It may import the
shell.
"""

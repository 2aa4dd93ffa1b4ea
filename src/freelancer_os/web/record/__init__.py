"""A record, as a page or beside one: properties, links, note, files, history.

It imports the layouts, `web.history`, `web.cells` and `web.shell`.
"""

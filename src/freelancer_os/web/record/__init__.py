"""A record, as a page or beside one: properties, links, actions, history.

It imports `web.notes`, `web.files`, `web.properties`, `web.history`, `web.cells`, `web.shell`.
"""

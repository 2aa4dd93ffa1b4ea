"""Own properties: adding one, changing it.

It imports `web.shell` and the engine.
"""

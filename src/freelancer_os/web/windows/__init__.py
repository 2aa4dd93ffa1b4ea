"""The windows: Home, Finance, Clients with the workflow; the figures on them.

It imports the layouts, `web.lists`, `web.cells` and `web.shell`.
"""

"""The page on which bank lines are sorted, and rules made of that.

It imports `web.lists`, `web.cells` and `web.shell`.
"""

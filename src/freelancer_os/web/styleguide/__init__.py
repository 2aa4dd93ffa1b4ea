"""Every component in one page, for those who build it (only with DEBUG).

It imports `web.shell`.
"""

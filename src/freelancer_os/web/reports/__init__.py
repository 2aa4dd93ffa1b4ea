"""Reports as pages: the period they are about, charts, tables, and the entries behind a figure.

It imports `web.shell`, reports and what lies below; the windows draw with it.
"""

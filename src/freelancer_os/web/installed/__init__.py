"""The program as it is installed: its manifest, its icons, its worker, the page offline.

None of it holds anything of the books. It imports `shell`.
"""

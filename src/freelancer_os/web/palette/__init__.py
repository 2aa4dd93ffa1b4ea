"""The box that finds or makes anything (Ctrl+K): what it offers for what was typed.

It imports `settings`, `lists`, `cells` and `shell`; the reports and what it finds lie below `web`.
"""

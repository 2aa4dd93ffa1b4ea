"""What stands around every page: who is at the desk, the frame, what a write answers.

It imports the engine, and of `web` nothing but what lies here.
"""

"""The film of the finance set-up: its story, played by hand in the program, and its recording."""

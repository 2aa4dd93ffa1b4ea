"""Files as the API takes them: into the tray, and onto a record."""

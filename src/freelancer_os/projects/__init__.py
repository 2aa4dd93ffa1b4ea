"""Projects: the work orders, the services offered under them, and the hours spent."""

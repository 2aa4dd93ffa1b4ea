"""People: users, workspaces, who may do what in them, and the ways to sign in."""

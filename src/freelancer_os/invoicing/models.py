"""The models of invoicing, one file each kind."""

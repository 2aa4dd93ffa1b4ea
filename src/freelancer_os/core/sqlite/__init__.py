"""Django's backend of SQLite, but for ids: they are sixteen bytes and not thirty-two letters."""

"""The HTTP API: every collection over JSON, made from the declarations."""

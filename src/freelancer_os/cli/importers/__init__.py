"""What `import` can read: a file here is a kind, with `register(kinds: Commands) -> None`.

A bank statement in another format is `files.add(kinds, "ofx", …)`; anything else adds a parser of
its own.
"""

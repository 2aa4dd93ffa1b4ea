"""The commands. A file here is a group: it has `register(commands: Commands) -> None`.

`register` adds parsers and names what they run: `parser.set_defaults(run=function)`, where
`function(options: argparse.Namespace) -> int` is called with the database ready and returns the
exit code. Results go to standard output, everything else to standard error; a mistake of the
user's raises `Refused` (or a model's `ValidationError` or `Conflict`) with a sentence.
"""

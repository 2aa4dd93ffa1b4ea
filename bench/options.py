"""The options of every command of the benchmarks, as the program's own commands have them."""

import argparse


def everywhere() -> argparse.ArgumentParser:
    """`--data` and `--database`; in English, since they are read before Django is set up."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--data", metavar="DIR", help="the data folder (default ./data)")
    parser.add_argument("--database", metavar="URL", help="a PostgreSQL address (default: SQLite)")
    return parser

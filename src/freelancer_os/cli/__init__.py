"""The command line: `freelancer-os`. One file per group of commands under `commands/`."""

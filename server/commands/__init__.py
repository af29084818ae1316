"""The subcommands of `comity`, one module a group."""

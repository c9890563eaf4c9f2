"""The command `citynet-kb`: the one place that prints and ends with exit codes."""

from citynet_kb.cli.main import main

__all__ = ["main"]

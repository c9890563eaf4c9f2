"""citynet-kb: what city managers tried, what became of it, and what another town can learn from it."""

__version__ = "0.1.0"

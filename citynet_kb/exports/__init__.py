"""The knowledge base for machines: JSON and CSV as bytes by path. Opens nothing."""

from citynet_kb.exports.bundle import build_exports, generation_time

__all__ = ["build_exports", "generation_time"]

"""Feeds of news: which there are, what their entries say, and the formats in which they are published."""

"""Reading: what a contributor sent, in whatever format, becomes rows. Every value stays text and keeps the place where it stood."""

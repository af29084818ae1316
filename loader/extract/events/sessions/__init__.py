"""Sessions of standing bodies, and gatherings of a series."""

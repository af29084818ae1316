"""Which verb governs a word of an event, and what its form tells."""

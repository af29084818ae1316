"""The read workers: who has one, who waits, who has to go."""

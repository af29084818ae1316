"""People: found by name and office, told apart, given their state."""

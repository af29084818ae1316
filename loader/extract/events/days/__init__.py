"""Which day belongs to which event."""

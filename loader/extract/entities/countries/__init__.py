"""Which states a story names, and which of them a bare word means."""

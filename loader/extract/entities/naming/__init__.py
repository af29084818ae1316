"""The shapes of personal names, and words that only look like one."""

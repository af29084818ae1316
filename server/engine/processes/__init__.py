"""Child processes: how they are made, spoken to, limited and ended."""

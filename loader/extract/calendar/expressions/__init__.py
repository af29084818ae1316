"""The ways in which languages write a date, one kind of expression a module."""

"""Dates of a text: which day, month or year is meant, and how it is known."""

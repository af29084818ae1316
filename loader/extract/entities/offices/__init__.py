"""Offices and ranks beside a name, and what they tell."""

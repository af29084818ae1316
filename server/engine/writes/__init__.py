"""Writes: uploads read apart, changes tried and published by one writer."""

"""Gatherings: the words that may tell of one, and which words tell of the same."""

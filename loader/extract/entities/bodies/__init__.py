"""Agencies, and how each language names them."""

"""Contracts and deals of firms, which are no documents of states."""

"""Why a word that may tell of an event tells of none."""

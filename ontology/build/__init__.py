"""What makes the generated part of the lexicon: run by hand when its tables change, never at run time."""

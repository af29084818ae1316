"""SPARQL texts before the engine sees them: lexed in linear time, bounded, and rewritten."""

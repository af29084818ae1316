"""Articles to checked triples: read, extracted, written, held against the shapes, stored, published."""

"""What a load keeps on disk: the working store, published snapshots, texts, and what was set aside."""

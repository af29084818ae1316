"""Who the parties of a document are."""

"""Pages for people: facts with their sentences, lists, examples."""

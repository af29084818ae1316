"""How documents are told: by themselves, in lists, beside others, as there already."""

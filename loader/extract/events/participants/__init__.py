"""Who acts in a stretch of a sentence, and who is only named there."""

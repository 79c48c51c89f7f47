"""What many applications ask in the same words: who applies, whom to call, months counted as people do."""

"""What many applications ask in the same words: who applies, months counted as people do, rows named once."""

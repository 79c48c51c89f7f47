"""How long an open object still takes to a milestone, as a window: learned from the log alone, checked by the log."""

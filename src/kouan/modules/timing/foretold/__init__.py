"""What is forecast and what was said of it, as values, events and rows: nothing is learned or computed here."""

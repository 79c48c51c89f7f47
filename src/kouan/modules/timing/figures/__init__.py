"""What a page asks of a study: its figures in a period, the consignments behind each, and one with its events."""

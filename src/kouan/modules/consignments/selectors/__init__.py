"""What is known of calls, bills and boxes. Nothing here writes."""

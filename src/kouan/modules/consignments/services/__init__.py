"""What is written. Rows are always locked in one order: call, bills, boxes, each by key."""

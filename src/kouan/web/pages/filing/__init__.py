"""Filing: choose a procedure, fill in its form, keep drafts, read tables. All of it made from the procedure value."""

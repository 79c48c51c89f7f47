"""What is asked of a log, as expressions that every engine answers alike: whole numbers in, whole numbers out."""

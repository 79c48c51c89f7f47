"""timing: every hour from arrival to release, measured from the log, attributed, and open to be counted again."""

"""What rings: the alert rules that a port published, and passed checks that wait for a person's release."""

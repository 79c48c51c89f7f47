"""Cases: lists of them, and the page of each: what it is, where it stands, who holds it, until when, what happened."""

"""What procedures of a bonded zone share: the firm and its account, numbers at the gate, the demands on both."""

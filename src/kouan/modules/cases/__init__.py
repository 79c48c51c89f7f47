"""Cases: filing, steps, desks, notices. Runs any procedure and names none."""

"""办事指南: every procedure as the public reads it, made from the procedure value and from nothing else."""

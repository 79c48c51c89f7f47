"""A seventh procedure, in one folder, known to nobody else."""

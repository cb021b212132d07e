"""Pages about runs, rollouts, backups and queues; one module for each thing."""

"""How the whole fleet is: what needs a person, runs, rollouts, backups, queues."""

"""Who is compared by bin/bench provision. Each runs in a process of its own, stays up,
and has a database of its own with as many firms as the others'."""

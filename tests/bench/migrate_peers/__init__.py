"""Who is compared by bin/bench migrate. Each runs in a process of its own, stays up,
and begins with the same firms at today's release."""

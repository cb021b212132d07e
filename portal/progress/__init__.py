"""Where a case stands, what happened in it, and when its client hears again."""

"""Pages about dates: the desk's calendar, the clients' list, feeds."""

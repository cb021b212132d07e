"""One release's migrations for a thousand firms: planned once, sent as SQL to each."""

"""What happened in the firm, for those who may know: the desk's log, and a client's."""

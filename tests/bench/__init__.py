"""Comparisons within one run against a real peer. One file for each: bin/bench NAME."""

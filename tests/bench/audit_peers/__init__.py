"""The processes of bin/bench audit."""

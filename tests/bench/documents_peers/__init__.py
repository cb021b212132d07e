"""The two web servers of `bin/bench documents`, and who asks them."""

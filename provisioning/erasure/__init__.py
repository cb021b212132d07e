"""The end of a firm: everything that was its own is removed, and a signed record stays.

The order is what makes it safe to be killed anywhere. First the door, so that nobody
comes in; then a count of what there is; then one thing after the other, each of which
may be removed twice; the key last but one, so that nothing is readable that a disk may
still hold; and the record when nothing is left.
"""

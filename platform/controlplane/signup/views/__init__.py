"""The pages of a sign-up, in the order in which one sees them."""

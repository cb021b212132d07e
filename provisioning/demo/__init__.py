"""Two firms to look at: people, cases and documents as a Belgian firm has them."""

"""How figures and dates are read from words: one file a kind of wording."""

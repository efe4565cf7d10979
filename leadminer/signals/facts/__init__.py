"""Facts of a need: what is wanted, how much, for how much, until when, where."""

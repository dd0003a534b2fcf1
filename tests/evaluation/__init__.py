"""How good the reviews are: what the measure promises."""

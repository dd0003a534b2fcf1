"""How good the reviews are: labelled posts, scores with intervals, and the report that is published."""

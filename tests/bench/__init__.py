"""What `make bench` measures: how long a review takes on this machine, and against which targets."""

"""What the documentation says is so, a file a sort of promise."""

"""The promises of the command line."""

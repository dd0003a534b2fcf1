"""The promises of the domain, a file a module."""

"""What a person can ask for, one verb a file: f(command, ports). No input or output of its own."""

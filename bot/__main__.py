"""`python -m bot`, installed as `vigie`."""

import sys

_INTERRUPTED = 130


def main() -> None:
    """Run the command line and leave with its exit code; Ctrl-C leaves quietly from the first moment."""
    try:
        from bot.bootstrap.command_line import run_command_line  # a Ctrl-C may come while it loads

        code = run_command_line(sys.argv[1:])
    except KeyboardInterrupt:
        code = _INTERRUPTED
    sys.exit(code)


if __name__ == "__main__":
    main()

"""Where a fault of our own happened, told without anything of what was being read."""


def place_of(error: BaseException) -> str:
    """Module and line of the innermost frame of our own code: enough to find it, nothing of the input."""
    frame, place = error.__traceback__, "?"
    while frame:
        module = frame.tb_frame.f_globals.get("__name__", "?")
        if str(module).startswith("bot."):
            place = f"{module}:{frame.tb_lineno}"
        frame = frame.tb_next
    return place

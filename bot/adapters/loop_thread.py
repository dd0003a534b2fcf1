"""One event loop in a thread of its own, for the libraries that can only be interrupted when asynchronous."""

import asyncio
import threading
from functools import cache


@cache
def running_loop() -> asyncio.AbstractEventLoop:
    """The loop of this process, running; made at the first call. Its thread ends with the process."""
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="model-calls", daemon=True).start()
    return loop

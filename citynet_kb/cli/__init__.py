"""The command `citynet-kb`: the one place that prints and ends with exit codes."""

import atexit
import gc

from citynet_kb.cli.garbage_collection import garbage_collector_paused

with garbage_collector_paused():  # what is loaded stays: to look for garbage in it takes time
    from citynet_kb.cli.main import main

    gc.freeze()  # else all of it is searched once the collector is back

atexit.register(gc.freeze)  # the process ends with all its memory: no last search for garbage in it

__all__ = ["main"]

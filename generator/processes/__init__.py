"""Work in several processes: each way to it is one module, and all of them know no more of the program than its basics.

::

    cores      how many processes, and whether they may be forked
    beside     questions with one answer each, asked in parts or ahead of their time
    begun      tasks that are all known, done by others while this process is busy with something else
    executor   the seam of ``concurrent.futures``: tasks are given out as they come, results come in order or as done
    crew       the executor where processes can be forked: whoever waits for a result works meanwhile
    spawned    the executor where they cannot
    child      a forked process, for all of these: how it begins, talks to its parent and ends
    messages   what parent and child send each other
"""

"""What AWS itself, and others in an account, do while a stack lives.

Each is a switch, off by default; numbers are counts, so that there is no clock. `PUT /emulator/weather` with some of the keys of CALM
says what is on, the rest is off. `GET /emulator/weather` says how often each has happened.
"""

from collections import Counter

CALM = {
    "addedContainer": False,  # GuardDuty adds a container to every task, which cannot be pulled and never has an exit code
    "failedStarts": 0,  # so many stand-alone tasks do not start after a mount target was made: DNS does not know the file system
    "throttleEvery": 0,  # every so manieth changing call is answered with the throttling error of its service
    "insightsLogGroups": False,  # Container Insights makes its log group for a cluster, unless there is one
    "lateLogLines": False,  # whoever writes to a log group writes once more after it was deleted
    "changedByHand": False,  # after each operation on a stack somebody changes its first log group and its first queue
    "openedByHand": False,  # and lets anybody in at the first security group that has rules in the template
    "refusedByHook": "",  # a hook of the organisation refuses, once, the resource whose logical id starts so
    # Once the credentials of a client end when it has started an operation, which goes on when others have looked so often.
    "clientStops": 0,
    "newRolesAreDenied": 0,  # a new role is denied so many first calls, and so are the services that first assume it
}
NOW = dict(CALM)
HAPPENED = Counter()
HOOK = "Organisation::Policy::Hook"


class RefusedByHook(Exception):
    """A hook does not allow a resource."""

    def __init__(self):
        super().__init__(f"The following hook(s) failed: [{HOOK}]")


def put(settings):
    """Takes what a test says."""
    unknown = settings.keys() - CALM.keys()
    if unknown:
        raise ValueError(f"no such weather: {sorted(unknown)}")
    NOW.update({**CALM, **settings})


def happens(name):
    """Returns what there is of something now, and notes that it happens if there is any."""
    HAPPENED[name] += bool(NOW[name])
    return NOW[name]


def happens_once(name):
    """Does so, and switches it off."""
    setting = happens(name)
    NOW[name] = CALM[name]
    return setting


def check_hook(logical_id):
    """Fails for the one resource that a hook refuses."""
    if NOW["refusedByHook"] and logical_id.startswith(NOW["refusedByHook"]):
        happens_once("refusedByHook")
        raise RefusedByHook

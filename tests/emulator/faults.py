"""Failures on demand: `PUT /emulator/faults` with [{"stack", "resource" (start of a logical id), "verb"}] replaces them all.

The verbs are create, update, delete, and rollback, which is the change of a resource back to what it was. With "alarm", the name of an
alarm, nothing fails: the alarm goes off then.
"""

from moto.cloudwatch.models import cloudwatch_backends

FAULTS = []


class InjectedFault(Exception):
    """A failure that a test asked for."""


def strike(verb, stack, logical_id):
    """Fails if a test asked for it."""
    for fault in FAULTS:
        if fault["stack"] == stack and fault["verb"] == verb and logical_id.startswith(fault["resource"]):
            if "alarm" not in fault:
                raise InjectedFault(f"{verb} of {logical_id} fails because a test wants it to")
            _go_off(fault["alarm"])


def _go_off(name):
    for backend in [backend for account in cloudwatch_backends.values() for backend in account.values()]:
        if name in backend.alarms:
            backend.set_alarm_state(name, "test", "", "ALARM")

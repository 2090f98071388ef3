"""CloudTrail: the CLI looks there for the cause of a failed deployment; moto has no such operation, and the CLI asks for half a minute."""

from moto.cloudtrail.responses import CloudTrailResponse


def mend():
    CloudTrailResponse.lookup_events = lambda self: "{}"

"""What IAM is asked about a call: actions, what they act on, and what the request says. One module for what belongs together.

A service without a function here is asked by the name of the operation, for everything.
"""

from iam.asked import compute, identity, messaging, stacks, storage
from iam.simulator import Question

# The names that services have in policies, where the model calls them otherwise.
PREFIXES = {"efs": "elasticfilesystem", "elbv2": "elasticloadbalancing", "resourcegroupstaggingapi": "tag"}
SERVICES = {key: find for module in (compute, identity, messaging, stacks, storage) for key, find in module.SERVICES.items()}


class Place:
    """Where a call is made: ARNs of what is there."""

    def __init__(self, region, account):
        self.region, self.account = region, account

    def arn(self, service, rest):
        return f"arn:aws:{service}:{self.region}:{self.account}:{rest}"


def questions(service, operation, parameters, region, account):
    """Returns the questions that IAM is asked about a call."""
    place = Place(region, account)
    prefix = PREFIXES.get(service, service)
    found = SERVICES[service](operation, parameters, place) if service in SERVICES else None
    return [Question(f"{prefix}:{operation}")] if found is None else list(found)

"""Endpoint policies: what goes from a VPC to a service by way of an endpoint there."""

import json

from moto.ec2.models import ec2_backends

VPCS = {}  # where the tasks of a role run, by its ARN: account, region, VPC
# The names of services in those of endpoints, where they are not those in actions.
NAMES = {"cloudwatch": "monitoring", "ecr": "ecr.api"}


def runs_in(role, subnet, region, account):
    """Notes that what has a role calls from a subnet."""
    VPCS[role] = account, region, ec2_backends[account][region].get_subnet(subnet).vpc_id


def policies(role, question):
    """Returns the documents of the endpoints that a call of a role goes through. What a service asks about a key goes through none."""
    if role not in VPCS or "kms:ViaService" in question.context:
        return []
    (account, region, vpc), service = VPCS[role], question.action.split(":")[0]
    name = f"com.amazonaws.{region}.{NAMES.get(service, service)}"
    found = [item for item in ec2_backends[account][region].vpc_end_points.values() if (item.vpc_id, item.service_name) == (vpc, name)]
    return [json.loads(item.policy_document) for item in found]

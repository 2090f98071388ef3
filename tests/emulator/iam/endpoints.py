"""Endpoint policies: what goes from a VPC to a service through an endpoint there."""

from iam.documents import document
from moto.ec2.models import ec2_backends

VPCS = {}  # where the tasks of a role run, by its ARN: account, region, VPC
# The names of services in those of endpoints, where they are not those in actions.
NAMES = {"cloudwatch": "monitoring", "ecr": "ecr.api"}


def runs_in(role, subnet, region, account):
    """Notes that what has a role calls from a subnet."""
    VPCS[role] = account, region, ec2_backends[account][region].get_subnet(subnet).vpc_id


def policies(principal, question):
    """Returns what the endpoints that a call goes through allow the caller, as policies of the caller.

    What a service asks about a key goes through none.
    """
    place = VPCS.get(principal.identity_arn)
    if place is None or "kms:ViaService" in question.context:
        return []
    (account, region, vpc), service = place, question.action.split(":")[0]
    name = f"com.amazonaws.{region}.{NAMES.get(service, service)}"
    found = [item for item in ec2_backends[account][region].vpc_end_points.values() if (item.vpc_id, item.service_name) == (vpc, name)]
    return [_for(principal, document(item.policy_document)) for item in found]


def _for(principal, policy):
    kept = [item for item in policy.statements if _names(item["Principal"], principal)]
    return document({**policy.content, "Statement": [{key: value for key, value in item.items() if key != "Principal"} for item in kept]})


def _names(named, principal):
    listed = named["AWS"] if isinstance(named, dict) else named
    known = {"*", principal.arn, principal.identity_arn, principal.account, f"arn:aws:iam::{principal.account}:root"}
    return bool(known & {listed} if isinstance(listed, str) else known & set(listed))

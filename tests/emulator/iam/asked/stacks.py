"""Stacks, and the products of Service Catalog."""

from iam.simulator import Question

SETS = ("StackSet", "StackInstance")
ON_NOTHING = {"ListStacks", "ValidateTemplate", "DescribeAccountLimits"}


def stacks(operation, given, place):
    if operation in ON_NOTHING or any(word in operation for word in SETS):
        name = given.get("StackSetName")
        return [Question(f"cloudformation:{operation}", place.arn("cloudformation", f"stackset/{name}:*") if name else "*")]
    name = given.get("StackName") or given.get("StackDriftDetectionId") or ""
    from cloudformation.api import STACKS  # it needs this module

    known = STACKS.find(name, place.region, place.account) if name else None
    arn = known.id if known else name if name.startswith("arn:") else place.arn("cloudformation", f"stack/{name or '*'}/*")
    context = {"cloudformation:RoleArn": given["RoleARN"]} if given.get("RoleARN") else {}
    if change_set := given.get("ChangeSetName"):
        context["cloudformation:ChangeSetName"] = change_set.split("/")[1] if change_set.startswith("arn:") else change_set
    found = [Question(f"cloudformation:{operation}", arn, context)]
    # Tags of a stack need no right of their own: the bootstrap's deploy role has none, and sets tags all the same.
    if given.get("RoleARN"):
        found.append(Question("iam:PassRole", given["RoleARN"], {"iam:PassedToService": "cloudformation.amazonaws.com"}))
    return found


SERVICES = {"cloudformation": stacks}

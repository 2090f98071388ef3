"""What must not have happened: data in another place, and things that nobody names."""

import collections
import re

from fault_table.calls import call

DATA = {
    "AWS::S3::Bucket", "AWS::EFS::FileSystem", "AWS::KMS::Key", "AWS::SecretsManager::Secret", "AWS::SQS::Queue", "AWS::Logs::LogGroup",
}


def data_of(stack):
    """Returns the physical ids of what holds data, by logical id."""
    try:
        found = call("cloudformation", "describe_stack_resources", StackName=stack)["StackResources"]
    except Exception:
        return {}
    return {item["LogicalResourceId"]: item["PhysicalResourceId"] for item in found if item["ResourceType"] in DATA}


def left_of(before, after):
    """Returns what was not there before, but for keys that wait for their deletion: destroy-plan names all of those."""
    return {name for name, thing in after.items() if name not in before and getattr(thing, "key_state", None) != "PendingDeletion"}


def kinds(things):
    """Returns how many things there are of each kind; their ids differ from run to run."""
    return dict(collections.Counter(name.rsplit("/", 1)[0] for name in things))


class Named:
    """What `edge destroy-plan` finds of an edge whose stack is gone: by its names, as the product gives them, and by its tag."""

    def __init__(self, names):
        self._names = names

    def unnamed(self, left, stack_id):
        """Returns what of the things left it does not find."""
        tags = [{"Key": self._names["tag"], "Values": [self._names["edge"]]}]
        found = call("resourcegroupstaggingapi", "get_resources", TagFilters=tags)["ResourceTagMappingList"]
        ids = {re.split("[:/]", item["ResourceARN"])[-1] for item in found}
        events = call("cloudformation", "describe_stack_events", StackName=stack_id)["StackEvents"]
        ids |= {item["PhysicalResourceId"] for item in events if item["ResourceStatus"] == "DELETE_SKIPPED"}
        return [name for name in left if not self._by_name(name) and not any(name.endswith(f"/{item}") for item in ids)]

    def _by_name(self, name):
        groups = [f"/groups/{prefix}" for prefix in self._names["logGroups"]]
        families = [f"/task_definitions/{family}/" for family in self._names["families"]]
        roles = [f"/roles/{role}" for role in self._names["roles"]]
        return any(part in name for part in groups + families) or name.endswith(tuple(roles))

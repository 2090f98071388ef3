"""What must not have happened: data in another place, and things that nobody names."""

import collections
import json
import re
from pathlib import Path

from cloudformation.api import STACKS

TYPES = json.loads((Path(__file__).parents[2] / "EdgeCdk.Deployer.Tests" / "resource-types.json").read_text())["types"]
DATA = {
    "AWS::S3::Bucket", "AWS::EFS::FileSystem", "AWS::KMS::Key", "AWS::SecretsManager::Secret", "AWS::SQS::Queue", "AWS::Logs::LogGroup",
}


def data_of(stack):
    """Returns the physical ids of what holds data, by logical id."""
    return {name: item.physical_id for name, item in stack.resources.items() if item.type in DATA} if stack else {}


def left_of(before, after):
    """Returns what was not there before, but for keys that wait for their deletion: destroy-plan names all of those."""
    return {name for name, thing in after.items() if name not in before and getattr(thing, "key_state", None) != "PendingDeletion"}


def kinds(things):
    """Returns how many things there are of each kind; their ids, and the ends of their names, differ from run to run."""
    return dict(collections.Counter(re.sub(r"-[A-Za-z0-9]{12}\b", "", name.partition("/arn:")[0].rsplit("/", 1)[0]) for name in things))


def _is_tagged(kind):
    """Returns whether resources of a type get the tags of their stack, and can be found by them: those of IAM cannot."""
    tagging = TYPES.get(kind, {}).get("tagging", {})
    return tagging.get("taggable", False) and tagging.get("cloudFormationSystemTags", False)


def _is(name, physical_id):
    return name.endswith(f"/{physical_id}") or f":{name.rsplit('/', 1)[1]}" in physical_id


class Named:
    """What `edge destroy-plan` finds of an edge whose stack is gone: by its names, as the product gives them, and by its tag."""

    def __init__(self, names):
        self._names = names

    def unnamed(self, left, stack):
        """Returns what of the things left it does not find."""
        events = [event for life in STACKS.all if life.name == stack for event in life.events if event["PhysicalResourceId"]]
        # What was kept when it was deleted, and what has the tag of the edge where tags are searched.
        found = {
            event["PhysicalResourceId"] for event in events
            if event["ResourceStatus"] == "DELETE_SKIPPED" or _is_tagged(event["ResourceType"])
        }
        return [name for name in left if not self._by_name(name) and not any(_is(name, item) for item in found)]

    def _by_name(self, name):
        groups = [f"/groups/{prefix}" for prefix in self._names["logGroups"]]
        families = [f"/task_definitions/{family}/" for family in self._names["families"]]
        generated = [f"/roles/{self._names['stack']}-"]
        roles = tuple(f"/roles/{role}" for role in self._names["roles"])
        return any(part in name for part in groups + families + generated) or name.endswith(roles)

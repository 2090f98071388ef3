"""What AWS publishes about resource types: their properties, which of these make another resource when they change, how they take tags."""

import json
from pathlib import Path

TYPES = json.loads((Path(__file__).parents[2] / "EdgeCdk.Deployer.Tests" / "resource-types.json").read_bytes())["types"]
# Custom resources have no schema. Whatever they are given goes to their function.
CUSTOM = {"required": ["ServiceToken"], "readOnly": [], "createOnly": [], "identifier": [], "tagging": {}}


def is_custom(kind):
    """Returns whether resources of a type are made by a function of the user."""
    return kind.startswith("Custom::") or kind == "AWS::CloudFormation::CustomResource"


def schema(kind):
    """Returns what is published of a type."""
    return CUSTOM if is_custom(kind) else TYPES[kind]


def has(kind):
    """Returns whether anything is known of a type."""
    return is_custom(kind) or kind in TYPES


def problems(kind, properties):
    """Returns what AWS says about properties that the type does not have, that it sets itself, or that are missing."""
    known = schema(kind)
    settable = set(known.get("properties", properties)) - set(known["readOnly"])
    extraneous = [f"#: extraneous key [{name}] is not permitted" for name in sorted(properties) if name not in settable]
    return extraneous + [f"#: required key [{name}] not found" for name in known["required"] if name not in properties]


def replacing(kind, old, new):
    """Returns the properties, Nested.Ones by their paths, that cannot be changed on an existing resource and are different."""
    return [path for path in schema(kind)["createOnly"] if _at(path, old) != _at(path, new)]


def _at(path, properties):
    for name in path.split("."):
        properties = properties.get(name) if isinstance(properties, dict) else None
    return properties


def tag_property(kind):
    """Returns the name of the property with tags, or None."""
    return schema(kind)["tagging"].get("tagProperty", "").rpartition("/")[2] or None


def tags(resource, stack):
    """Returns the tags of a resource: the stack's, CloudFormation's where the type takes them, and its own, which win."""
    tagging = schema(resource.type)["tagging"]
    if not tagging.get("taggable"):
        return {}
    system = {
        "aws:cloudformation:stack-name": stack.name,
        "aws:cloudformation:stack-id": stack.id,
        "aws:cloudformation:logical-id": resource.logical_id,
    }
    return {**(system if tagging.get("cloudFormationSystemTags") else {}), **stack.content.tags, **own_tags(resource)}


def own_tags(resource):
    """Returns the tags that the template gives to a resource itself."""
    own = resource.properties.get(tag_property(resource.type)) or []
    return own if isinstance(own, dict) else {tag["Key"]: tag["Value"] for tag in own}

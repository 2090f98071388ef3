"""Import change sets: resources that exist come into a stack as they are, and nothing else happens.

What is refused, and when, is documented. Of the messages, AWS documents none; those here are what users were shown.
"""

import resources
from cloudformation import schemas
from cloudformation.stacks import Resource
from resources.base import Run


def wrong(stack, content, given):
    """Returns why AWS refuses an import change set at once, or None.

    `given` is what ResourcesToImport has.
    """
    template = content.template
    known = set(stack.resources)
    wanted = {item["LogicalResourceId"]: item for item in given}
    if not wanted:
        return "Template must be provided with ResourcesToImport for change set of type IMPORT"
    if stack.content and template.get("Outputs") != stack.content.template.get("Outputs") or not stack.content and template.get("Outputs"):
        return "As part of the import operation, you cannot modify or add [Outputs]"
    outline = content.outline(stack).resolved
    if missing := sorted(wanted.keys() - outline.keys()):
        return f"Resources [{', '.join(missing)}] to import are not in the template"
    if taken := sorted(wanted.keys() & known):
        return f"Resources [{', '.join(taken)}] passed in ResourcesToImport already exist in the stack"
    if added := sorted(outline.keys() - known - wanted.keys()):
        return f"Resources [{', '.join(added)}] is missing from ResourceToImport list"
    old = stack.content.outline(stack).resolved if stack.content else {}
    if changed := sorted(name for name in known if outline.get(name) != old.get(name)):
        return (
            f"You have modified resources [{', '.join(changed)}] in your template that are not being imported. "
            "Update, create or delete operations cannot be executed during import operations."
        )
    for name, item in sorted(wanted.items()):
        if problem := _wrong(name, item, template["Resources"][name]):
            return problem
    return None


def _wrong(name, item, declared):
    kind = declared["Type"]
    if item["ResourceType"] != kind:
        return f"ResourceType {item['ResourceType']} of {name} does not match that of the template, {kind}"
    if "DeletionPolicy" not in declared:
        return f"Resources [{name}] to import must have DeletionPolicy attribute specified in the template."
    if not hasattr(resources.find(kind), "adopt"):
        return f"ResourceTypes [{kind}] are not supported for Import"
    identifier = schemas.schema(kind)["identifier"]
    if sorted(item["ResourceIdentifier"]) != sorted(identifier):
        return f"Invalid ResourceIdentifier of {name}: {sorted(item['ResourceIdentifier'])} instead of {sorted(identifier)}"
    return None


def not_possible(stack, given, owner):
    """Returns why a change set fails: a resource is in another stack, or does not exist. None: it can be executed.

    `owner` gives the stack that has a physical id.
    """
    for item in given:
        (physical_id,) = item["ResourceIdentifier"].values()
        if other := owner(physical_id):
            return f"{physical_id} already exists in stack {other.id}"
        try:
            adopted(stack, item, {})
        except Exception as error:
            return f"Resource of type '{item['ResourceType']}' with identifier '{item['ResourceIdentifier']}' was not found: {error}"
    return None


def adopted(stack, item, properties):
    """Returns what a template gets of a resource that exists; fails if it does not."""
    (physical_id,) = item["ResourceIdentifier"].values()
    resource = Resource(item["LogicalResourceId"], item["ResourceType"], physical_id, properties)
    return resources.find(resource.type).adopt(Run(stack, resource), physical_id)


def shown(given):
    """Returns what a change set says will happen."""
    return [
        {
            "Type": "Resource",
            "ResourceChange": {
                "Action": "Import",
                "LogicalResourceId": item["LogicalResourceId"],
                "PhysicalResourceId": next(iter(item["ResourceIdentifier"].values())),
                "ResourceType": item["ResourceType"],
            },
        }
        for item in given
    ]

"""How the API shows stacks, resources and changes."""

import json

HIDDEN = "****"


def summary(item):
    return {
        "LogicalResourceId": item.logical_id,
        "PhysicalResourceId": item.physical_id,
        "ResourceType": item.type,
        "ResourceStatus": item.status,
        "ResourceStatusReason": item.reason or None,
        "LastUpdatedTimestamp": item.timestamp,
    }


def described(stack):
    outputs = [
        {"OutputKey": name, "OutputValue": str(output["Value"]), "Description": output.get("Description")}
        for name, output in stack.outputs.items()
    ]
    return {
        "StackId": stack.id,
        "StackName": stack.name,
        "Description": stack.content.template.get("Description") if stack.content else None,
        "CreationTime": stack.created,
        "LastUpdatedTime": stack.updated,
        "DeletionTime": stack.deleted,
        "StackStatus": stack.status,
        "StackStatusReason": stack.reason or None,
        "EnableTerminationProtection": stack.protected,
        "DriftInformation": stack.drift,
        "Parameters": shown_parameters(stack.content) if stack.content else [],
        "Tags": as_list(stack.content.tags) if stack.content else [],
        "Outputs": outputs,
        "NotificationARNs": [],
        "Capabilities": [],
    }


def shown_parameters(content):
    """A NoEcho value is given to the resources, and to nobody else."""
    declared = content.template.get("Parameters", {})
    return [
        {"ParameterKey": name, "ParameterValue": HIDDEN if declared[name].get("NoEcho") else str(value)}
        for name, value in content.parameters.items()
    ]


def as_list(tags):
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def differs(old, new):
    return old is None or (old.template, old.parameters, old.tags) != (new.template, new.parameters, new.tags)


def changes(stack, content):
    """What a change set says will happen, from the two templates."""
    old = stack.content.template["Resources"] if stack.content else {}
    new = content.template["Resources"]
    found = []
    for name in [*new, *(name for name in old if name not in new)]:
        action = "Add" if name not in old else "Remove" if name not in new else "Modify"
        if action != "Modify" or json.dumps(old[name], sort_keys=True) != json.dumps(new[name], sort_keys=True):
            kind = (new.get(name) or old[name])["Type"]
            found.append({"Type": "Resource", "ResourceChange": {"Action": action, "LogicalResourceId": name, "ResourceType": kind}})
    return found

"""How the API shows stacks, resources and changes."""

import json

from cloudformation.parameters import text

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
        "RollbackConfiguration": stack.rollback_configuration,
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
        {"ParameterKey": name, "ParameterValue": HIDDEN if declared[name].get("NoEcho") else value}
        for name, value in content.parameters.items()
    ]


def as_list(tags):
    return [{"Key": key, "Value": value} for key, value in tags.items()]


def changes(stack, content):
    """What a change set says will happen."""
    old = stack.content.outline(stack).resolved if stack.content else {}
    new = content.outline(stack).resolved
    found = []
    for name in [*new, *(name for name in old if name not in new)]:
        action = "Add" if name not in old else "Remove" if name not in new else "Modify"
        if action != "Modify" or json.dumps(old[name], sort_keys=True) != json.dumps(new[name], sort_keys=True):
            kind = (new.get(name) or old[name])["Type"]
            found.append({"Type": "Resource", "ResourceChange": {"Action": action, "LogicalResourceId": name, "ResourceType": kind}})
    return found


def parameter_summary(name, declared):
    """How a parameter is declared."""
    return {
        "ParameterKey": name,
        "ParameterType": declared.get("Type", "String"),
        "NoEcho": bool(declared.get("NoEcho")),
        "DefaultValue": text(declared["Default"]) if "Default" in declared else None,
        "Description": declared.get("Description"),
        "ParameterConstraints": {"AllowedValues": list(map(text, declared.get("AllowedValues", [])))},
    }


def capabilities(template):
    """What a user must acknowledge before the template may be deployed."""
    named = {
        name in item.get("Properties", {})
        for item in template["Resources"].values()
        for kind, name in (("Role", "RoleName"), ("ManagedPolicy", "ManagedPolicyName"), ("Policy", ""))
        if item["Type"] == f"AWS::IAM::{kind}"
    }
    return ["CAPABILITY_NAMED_IAM" if True in named else "CAPABILITY_IAM"] if named else []

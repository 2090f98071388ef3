"""Drift: what of a stack was changed behind CloudFormation's back. Looked for in log groups and queues; other types are not checked."""

import aws
from botocore.exceptions import ClientError
from cloudformation.stacks import now


def _log_group(region, resource):
    found = aws.call("logs", "describe_log_groups", region, {"LogGroupNamePrefix": resource.physical_id})["logGroups"]
    group = next((item for item in found if item["logGroupName"] == resource.physical_id), None)
    return group and {"RetentionInDays": group.get("retentionInDays")}


def _queue(region, resource):
    names = ["VisibilityTimeout", "MessageRetentionPeriod"]
    try:
        return aws.call("sqs", "get_queue_attributes", region, {"QueueUrl": resource.physical_id, "AttributeNames": names})["Attributes"]
    except ClientError:
        return None


LOOK = {"AWS::Logs::LogGroup": _log_group, "AWS::SQS::Queue": _queue}


def detect(stack):
    """Compares, and keeps the result with the stack."""
    stack.drifts = [_drift(stack, resource) for resource in stack.resources.values() if resource.type in LOOK]
    stack.drift = {
        "StackDriftStatus": "IN_SYNC" if all(item["StackResourceDriftStatus"] == "IN_SYNC" for item in stack.drifts) else "DRIFTED",
        "LastCheckTimestamp": now(),
    }


def _drift(stack, resource):
    actual = LOOK[resource.type](stack.region, resource)
    differences = [
        {"PropertyPath": f"/{name}", "ExpectedValue": str(wanted), "ActualValue": str(actual.get(name)), "DifferenceType": "NOT_EQUAL"}
        for name, wanted in resource.properties.items()
        if actual and name in actual and str(actual[name]) != str(wanted)
    ]
    return {
        "StackId": stack.id,
        "LogicalResourceId": resource.logical_id,
        "PhysicalResourceId": resource.physical_id,
        "ResourceType": resource.type,
        "PropertyDifferences": differences,
        "StackResourceDriftStatus": "DELETED" if actual is None else "MODIFIED" if differences else "IN_SYNC",
        "Timestamp": now(),
    }

"""Drift: what of a stack was changed behind CloudFormation's back. Other types than those in LOOK are not checked.

As on AWS, only what the template says of a resource is compared, and rules of a security group that are resources of the same stack
are not its own.
"""

import json

import aws
from botocore.exceptions import ClientError
from cloudformation.stacks import now


def _log_group(region, resource, _):
    found = aws.call("logs", "describe_log_groups", region, {"LogGroupNamePrefix": resource.physical_id})["logGroups"]
    group = next((item for item in found if item["logGroupName"] == resource.physical_id), None)
    return group and {"RetentionInDays": group.get("retentionInDays")}


def _queue(region, resource, _):
    names = ["VisibilityTimeout", "MessageRetentionPeriod"]
    try:
        return aws.call("sqs", "get_queue_attributes", region, {"QueueUrl": resource.physical_id, "AttributeNames": names})["Attributes"]
    except ClientError:
        return None


def _security_group(region, resource, others):
    filters = [{"Name": "group-id", "Values": [resource.physical_id]}]
    rules = aws.call("ec2", "describe_security_group_rules", region, {"Filters": filters})["SecurityGroupRules"]
    if not rules and not _security_group_exists(region, resource):
        return None
    found = {"SecurityGroupIngress": [], "SecurityGroupEgress": []}
    for rule in rules:
        if rule["SecurityGroupRuleId"] not in others:
            found["SecurityGroupEgress" if rule["IsEgress"] else "SecurityGroupIngress"].append(_rule(rule))
    return found


def _security_group_exists(region, resource):
    filters = [{"Name": "group-id", "Values": [resource.physical_id]}]
    return bool(aws.call("ec2", "describe_security_groups", region, {"Filters": filters})["SecurityGroups"])


def _rule(rule):
    """Returns a rule as a template writes it."""
    peer = "DestinationSecurityGroupId" if rule["IsEgress"] else "SourceSecurityGroupId"
    told = [
        ("IpProtocol", rule["IpProtocol"]),
        ("CidrIp", rule.get("CidrIpv4")),
        ("CidrIpv6", rule.get("CidrIpv6")),
        (peer, rule.get("ReferencedGroupInfo", {}).get("GroupId")),
    ]
    ports = [(name, rule[name]) for name in ("FromPort", "ToPort") if rule["IpProtocol"] != "-1"]
    return {name: value for name, value in told + ports if value is not None}


def _key(region, resource, _):
    key = {"KeyId": resource.physical_id}
    rotation = aws.call("kms", "get_key_rotation_status", region, key)
    return {
        "Description": aws.call("kms", "describe_key", region, key)["KeyMetadata"]["Description"],
        "EnableKeyRotation": rotation["KeyRotationEnabled"],
        "KeyPolicy": json.loads(aws.call("kms", "get_key_policy", region, {**key, "PolicyName": "default"})["Policy"]),
        "RotationPeriodInDays": rotation.get("RotationPeriodInDays"),
    }


def _file_system(region, resource, _):
    system = {"FileSystemId": resource.physical_id}
    try:
        policy = json.loads(aws.call("efs", "describe_file_system_policy", region, system)["Policy"])
    except ClientError:
        policy = None
    mode = aws.call("efs", "describe_file_systems", region, system)["FileSystems"][0]["ThroughputMode"]
    return {"FileSystemPolicy": policy, "ThroughputMode": mode}


def _mount_target(region, resource, _):
    target = {"MountTargetId": resource.physical_id}
    return aws.call("efs", "describe_mount_target_security_groups", region, target)


def _endpoint(region, resource, _):
    (found,) = aws.call("ec2", "describe_vpc_endpoints", region, {"VpcEndpointIds": [resource.physical_id]})["VpcEndpoints"]
    groups = [group["GroupId"] for group in found.get("Groups", [])]
    return {
        "PrivateDnsEnabled": found.get("PrivateDnsEnabled"),
        "RouteTableIds": found.get("RouteTableIds", []),
        "SecurityGroupIds": groups,
        "SubnetIds": found.get("SubnetIds", []),
    }


LOOK = {
    "AWS::EC2::SecurityGroup": _security_group,
    "AWS::EC2::VPCEndpoint": _endpoint,
    "AWS::EFS::FileSystem": _file_system,
    "AWS::EFS::MountTarget": _mount_target,
    "AWS::KMS::Key": _key,
    "AWS::Logs::LogGroup": _log_group,
    "AWS::SQS::Queue": _queue,
}


def detect(stack):
    """Compares, and keeps the result with the stack."""
    stack.drifts = [_drift(stack, resource) for resource in stack.resources.values() if resource.type in LOOK]
    stack.drift = {
        "StackDriftStatus": "IN_SYNC" if all(item["StackResourceDriftStatus"] == "IN_SYNC" for item in stack.drifts) else "DRIFTED",
        "LastCheckTimestamp": now(),
    }


def _drift(stack, resource):
    others = {item.physical_id for item in stack.resources.values()} - {resource.physical_id}
    actual = LOOK[resource.type](stack.region, resource, others)
    checked = [name for name in resource.properties if actual and name in actual]
    differences = [item for name in checked for item in _differences(f"/{name}", resource.properties[name], actual[name])]
    return {
        "StackId": stack.id,
        "LogicalResourceId": resource.logical_id,
        "PhysicalResourceId": resource.physical_id,
        "ResourceType": resource.type,
        "PropertyDifferences": differences,
        "StackResourceDriftStatus": "DELETED" if actual is None else "MODIFIED" if differences else "IN_SYNC",
        "Timestamp": now(),
    }


def _differences(path, wanted, actual):
    if isinstance(wanted, list):
        # Of the rules of a security group; their descriptions are no part of them here.
        wanted = [_without_description(item) if isinstance(item, dict) else item for item in wanted]
        gone = [(f"{path}/{wanted.index(item)}", _text(item), "null", "REMOVE") for item in wanted if item not in actual]
        added = [item for item in actual if item not in wanted]
        new = [(f"{path}/{index}", "null", _text(item), "ADD") for index, item in enumerate(added, len(wanted))]
        found = gone + new
    else:
        found = [(path, str(wanted), str(actual), "NOT_EQUAL")] if str(actual) != str(wanted) else []
    return [dict(zip(("PropertyPath", "ExpectedValue", "ActualValue", "DifferenceType"), item)) for item in found]


def _without_description(rule):
    return {name: value for name, value in rule.items() if name != "Description"}


def _text(rule):
    return json.dumps(rule, sort_keys=True, separators=(",", ":"))

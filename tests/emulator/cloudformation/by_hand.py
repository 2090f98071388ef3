"""Somebody who changes the resources of a stack, without CloudFormation."""

import aws
import weather

DAYS, SECONDS = 3653, "43200"
ANYBODY = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "IpRanges": [{"CidrIp": "0.0.0.0/0"}]}


def change(stack):
    """Does what the weather says."""
    group, queue = _first(stack, "AWS::Logs::LogGroup"), _first(stack, "AWS::SQS::Queue")
    if group and queue and weather.happens("changedByHand"):
        _call(stack, "logs", "put_retention_policy", LogGroupName=group.physical_id, RetentionInDays=DAYS)
        _call(stack, "sqs", "set_queue_attributes", QueueUrl=queue.physical_id, Attributes={"VisibilityTimeout": SECONDS})
    opened = _first(stack, "AWS::EC2::SecurityGroup", "SecurityGroupIngress")
    if opened and not _is_open(stack, opened.physical_id) and weather.happens("openedByHand"):
        _call(stack, "ec2", "authorize_security_group_ingress", GroupId=opened.physical_id, IpPermissions=[ANYBODY])


def _first(stack, kind, *properties):
    return next((item for item in stack.resources.values() if item.type == kind and item.properties.keys() >= set(properties)), None)


def _is_open(stack, group):
    rules = _call(stack, "ec2", "describe_security_groups", GroupIds=[group])["SecurityGroups"][0]["IpPermissions"]
    return any(rule.get("FromPort") == ANYBODY["FromPort"] for rule in rules)


def _call(stack, service, operation, **parameters):
    return aws.call(service, operation, stack.region, parameters)

"""Somebody who changes the resources of a stack, without CloudFormation."""

import aws
import weather

DAYS, SECONDS = 3653, "43200"


def change(stack):
    """Changes the first log group and the first queue of the stack, if the weather is so."""
    places = {kind: next((item for item in stack.resources.values() if item.type == kind), None) for kind in ("AWS::Logs::LogGroup", "AWS::SQS::Queue")}
    if not all(places.values()) or not weather.happens("changedByHand"):
        return
    group, queue = (place.physical_id for place in places.values())
    aws.call("logs", "put_retention_policy", stack.region, {"LogGroupName": group, "RetentionInDays": DAYS})
    aws.call("sqs", "set_queue_attributes", stack.region, {"QueueUrl": queue, "Attributes": {"VisibilityTimeout": SECONDS}})

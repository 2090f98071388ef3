"""Queues, topics, events, schedules."""

from moto.sns.models import sns_backends
from moto.sqs.models import sqs_backends

from iam.asked.keys import use_of
from iam.simulator import Question

# Batches are no actions of their own.
BATCHES = {f"{action}Batch": action for action in ("SendMessage", "DeleteMessage", "ChangeMessageVisibility")}
USES = {"SendMessage": ("GenerateDataKey", "Decrypt"), "ReceiveMessage": ("Decrypt",)}


def queues(operation, given, place):
    action = BATCHES.get(operation, operation)
    if operation == "ListQueues":
        return [Question("sqs:ListQueues")]
    *_, account, name = given["QueueUrl"].split("/") if "QueueUrl" in given else (place.account, given.get("QueueName", "*"))
    account = given.get("QueueOwnerAWSAccountId", account)
    arn = f"arn:aws:sqs:{place.region}:{account}:{name}"
    return [Question(f"sqs:{action}", arn), *key_uses(arn, action)]


def key_uses(queue, action):
    """Yields what is asked about the key of a queue when somebody sends or receives."""
    *_, region, account, name = queue.split(":")
    found = sqs_backends[account][region].queues.get(name)
    if found is not None and found.kms_master_key_id:
        yield from use_of(found.kms_master_key_id, "sqs", USES.get(action, ()), region, account)


def topics(operation, given, place):
    arn = given.get("TopicArn") or given.get("TargetArn") or place.arn("sns", given.get("Name", "*"))
    return [Question(f"sns:{operation}", arn), *(topic_key_uses(arn) if operation == "Publish" else ())]


def topic_key_uses(topic):
    """Yields what is asked about the key of a topic when somebody publishes."""
    *_, region, account, _ = topic.split(":")
    found = sns_backends[account][region].topics.get(topic)
    if found is not None and found.kms_master_key_id:
        yield from use_of(found.kms_master_key_id, "sns", USES["SendMessage"], region, account)


def events(operation, given, place):
    if operation == "PutEvents":
        return [
            Question("events:PutEvents", place.arn("events", "event-bus/default"), {
                "events:source": entry.get("Source", ""), "events:detail-type": entry.get("DetailType", ""),
                "events:eventBusInvocation": "false",
            })
            for entry in given["Entries"]
        ]
    name = given.get("Name") or given.get("Rule")
    return [Question(f"events:{operation}", place.arn("events", f"rule/{name}") if name else "*")]


def schedules(operation, given, place):
    name = f"{given.get('GroupName', 'default')}/{given.get('Name', '*')}"
    return [Question(f"scheduler:{operation}", place.arn("scheduler", f"schedule/{name}"))]


SERVICES = {"sqs": queues, "sns": topics, "events": events, "scheduler": schedules}

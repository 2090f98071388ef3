"""Queues, topics, rules and schedules."""

import json

from resources.base import Handler, Made, found, without


def text(value):
    """Attributes of queues are texts, numbers and documents included."""
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value) if isinstance(value, (dict, list)) else str(value)


#: What a queue has that is not told otherwise.
DEFAULTS = {
    "DelaySeconds": "0",
    "KmsMasterKeyId": "",
    "MessageRetentionPeriod": "345600",
    "ReceiveMessageWaitTimeSeconds": "0",
    "RedriveAllowPolicy": "",
    "RedrivePolicy": "",
    "VisibilityTimeout": "30",
}


class Queue(Handler):
    type, name = "AWS::SQS::Queue", "QueueName"

    def exists(self, run, name):
        return found(lambda: run.call("sqs", "get_queue_url", QueueName=name))

    def create(self, run, properties):
        name = properties.get("QueueName") or run.name(80)
        attributes = self._attributes(properties)
        url = run.call("sqs", "create_queue", QueueName=name, Attributes=attributes, Tags=run.tags)["QueueUrl"]
        return Made(url, {"Arn": run.arn("sqs", name), "QueueName": name, "QueueUrl": url})

    @staticmethod
    def _attributes(properties):
        return {key: text(value) for key, value in without(properties, "QueueName").items()}

    def update(self, run, old, properties):
        gone = {key: default for key, default in DEFAULTS.items() if properties.removed(key)}
        run.call("sqs", "set_queue_attributes", QueueUrl=old.physical_id, Attributes={**self._attributes(properties), **gone})
        return Made(old.physical_id)

    def delete(self, run, resource):
        run.call("sqs", "delete_queue", QueueUrl=resource.physical_id)


class QueuePolicy(Handler):
    type = "AWS::SQS::QueuePolicy"

    def create(self, run, properties):
        self._set(run, properties["Queues"], json.dumps(properties["PolicyDocument"]))
        return Made(run.name())

    def update(self, run, old, properties):
        self._set(run, properties["Queues"], json.dumps(properties["PolicyDocument"]))
        self._set(run, set(old.properties["Queues"]) - set(properties["Queues"]), "")
        return Made(old.physical_id)

    @staticmethod
    def _set(run, queues, policy):
        for queue in queues:
            run.call("sqs", "set_queue_attributes", QueueUrl=queue, Attributes={"Policy": policy})

    def delete(self, run, resource):
        self._set(run, resource.properties["Queues"], "")


class Topic(Handler):
    type, name = "AWS::SNS::Topic", "TopicName"

    def exists(self, run, name):
        return found(lambda: run.call("sns", "get_topic_attributes", TopicArn=run.arn("sns", name)))

    def create(self, run, properties):
        attributes = {key: text(value) for key, value in without(properties, "TopicName").items()}
        name = properties.get("TopicName") or run.name(256)
        arn = run.call("sns", "create_topic", Name=name, Attributes=attributes, Tags=run.tag_list)["TopicArn"]
        return Made(arn, {"TopicArn": arn, "TopicName": name})

    def update(self, run, old, properties):
        for key, value in without(properties, "TopicName").items():
            run.call("sns", "set_topic_attributes", TopicArn=old.physical_id, AttributeName=key, AttributeValue=text(value))
        return Made(old.physical_id)

    def delete(self, run, resource):
        run.call("sns", "delete_topic", TopicArn=resource.physical_id)


class TopicPolicy(Handler):
    type = "AWS::SNS::TopicPolicy"

    def create(self, run, properties):
        for topic in properties["Topics"]:
            policy = json.dumps(properties["PolicyDocument"])
            run.call("sns", "set_topic_attributes", TopicArn=topic, AttributeName="Policy", AttributeValue=policy)
        return Made(run.name())

    def update(self, run, old, properties):
        if set(old.properties["Topics"]) - set(properties["Topics"]):
            raise NotImplementedError("the emulator cannot take a policy from a topic")
        self.create(run, properties)
        return Made(old.physical_id)

    def delete(self, run, resource):
        """A topic without a policy of its own has AWS's default one; it goes with the topic."""


class Rule(Handler):
    type, name = "AWS::Events::Rule", "Name"

    def exists(self, run, name):
        return found(lambda: run.call("events", "describe_rule", Name=name))

    def create(self, run, properties):
        name = properties.get("Name") or run.name()
        arn = run.call("events", "put_rule", **{**without(properties, "Targets"), "Name": name, "Tags": run.tag_list})["RuleArn"]
        run.born(name)
        self._target(run, name, properties)
        return Made(name, {"Arn": arn})

    @staticmethod
    def _target(run, name, properties):
        if targets := properties.get("Targets"):
            answer = run.call("events", "put_targets", Rule=name, Targets=targets)
            if answer["FailedEntryCount"]:
                raise RuntimeError(str(answer["FailedEntries"]))

    def update(self, run, old, properties):
        name = old.physical_id
        run.call("events", "put_rule", **{**properties.whole("Targets"), "Name": name})
        properties.handled("Targets")
        left = {target["Id"] for target in properties.get("Targets", [])}
        gone = [target["Id"] for target in old.properties.get("Targets", []) if target["Id"] not in left]
        if gone:
            run.call("events", "remove_targets", Rule=name, Ids=gone)
        self._target(run, name, properties)
        return Made(name)

    def delete(self, run, resource):
        if targets := resource.properties.get("Targets"):
            run.call("events", "remove_targets", Rule=resource.physical_id, Ids=[target["Id"] for target in targets])
        run.call("events", "delete_rule", Name=resource.physical_id)


class Schedule(Handler):
    type, name = "AWS::Scheduler::Schedule", "Name"

    def create(self, run, properties):
        name = properties.get("Name") or run.name()
        arn = run.call("scheduler", "create_schedule", **{**properties.whole(), "Name": name})["ScheduleArn"]
        return Made(name, {"Arn": arn})

    def update(self, run, old, properties):
        run.call("scheduler", "update_schedule", **{**properties.whole(), "Name": old.physical_id})
        return Made(old.physical_id)

    def delete(self, run, resource):
        run.call("scheduler", "delete_schedule", Name=resource.physical_id)


HANDLERS = (Queue, QueuePolicy, Topic, TopicPolicy, Rule, Schedule)

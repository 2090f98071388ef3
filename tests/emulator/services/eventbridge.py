"""EventBridge: moto delivers to queues and log groups only, and raises for every other target.

Here a rule also starts ECS tasks and invokes functions. A delivery that fails goes to the target's dead-letter queue, as on AWS.
"""

import json

import aws
from iam import gate, principals
from iam.asked import questions
from moto.core.utils import iso_8601_datetime_without_milliseconds, utcfromtimestamp
from moto.events.models import Rule
from moto.utilities.arns import parse_arn

BY_RULE, SERVICE = "events-rule/", "events.amazonaws.com"


def mend():
    send_to_targets = Rule.send_to_targets

    def send(self, original_event, transform_input=True):
        if self.state == "DISABLED" or not self.event_pattern.matches_event(original_event):
            return
        targets = self.targets
        for target in targets:
            service = parse_arn(target["Arn"]).service
            try:
                if service == "ecs":
                    run_task(self, target)
                elif service == "lambda":
                    invoke(self, target, original_event)
                else:
                    if service == "sqs":
                        may(self, target, "sqs", "SendMessage", {"QueueUrl": queue_url(self, target["Arn"])})
                    # moto goes through all targets of the rule it is given: give it one with this target only.
                    send_to_targets(_WithTargets(self, [target]), original_event, transform_input)
            except Exception as error:
                set_aside(self, target, original_event, error)

    Rule.send_to_targets = send


class _WithTargets:
    """A rule as it is, but with other targets."""

    def __init__(self, rule, targets):
        self._rule, self.targets = rule, targets

    def __getattr__(self, name):
        return getattr(self._rule, name)


def text(event):
    """Returns an event as a target receives it."""
    whole = dict(event)
    if isinstance(whole.get("time"), (int, float)):
        whole["time"] = iso_8601_datetime_without_milliseconds(utcfromtimestamp(whole["time"]))
    return json.dumps(whole)


def source(rule):
    """Returns what EventBridge says of itself when it acts for a rule."""
    return {"source_arn": rule.arn, "source_account": rule.account_id}


def may(rule, target, service, operation, given):
    """Fails if EventBridge may not do so for the rule: as the role of the target, or as itself."""
    role = target.get("RoleArn")
    principal = principals.assumed_by(role, SERVICE, **source(rule)) if role else principals.service(SERVICE, **source(rule))
    gate.check(principal, questions(service, operation, given, rule.region_name, rule.account_id))


def queue_url(rule, arn):
    return aws.call("sqs", "get_queue_url", rule.region_name, {"QueueName": arn.split(":")[-1]})["QueueUrl"]


def run_task(rule, target):
    may(rule, target, "ecs", "RunTask", {"cluster": target["Arn"], "taskDefinition": target["EcsParameters"]["TaskDefinitionArn"]})
    parameters = {key: value for key, value in target["EcsParameters"].items() if key not in ("TaskDefinitionArn", "TaskCount")}
    # The API of the rule says AwsvpcConfiguration where ECS says awsvpcConfiguration; aws.call puts that right.
    answer = aws.call("ecs", "run_task", rule.region_name, {
        **parameters,
        "Cluster": target["Arn"],
        "TaskDefinition": target["EcsParameters"]["TaskDefinitionArn"],
        "Count": target["EcsParameters"].get("TaskCount", 1),
        "StartedBy": f"{BY_RULE}{rule.name}"[:36],
    })
    if not answer["tasks"]:
        raise RuntimeError(str(answer["failures"]))


def invoke(rule, target, event):
    may(rule, target, "lambda", "Invoke", {"FunctionName": target["Arn"]})
    payload = target.get("Input") or text(event)
    aws.call("lambda", "invoke", rule.region_name, {"FunctionName": target["Arn"], "InvocationType": "Event", "Payload": payload.encode()})


def set_aside(rule, target, event, error):
    queue = target.get("DeadLetterConfig", {}).get("Arn")
    if queue is None:
        gate.SILENT.append(f"{rule.arn}: {error}")  # nobody is told on AWS
        return
    url = queue_url(rule, queue)
    asked = questions("sqs", "SendMessage", {"QueueUrl": url}, rule.region_name, rule.account_id)
    gate.note(principals.service(SERVICE, **source(rule)), asked)
    aws.call("sqs", "send_message", rule.region_name, {
        "QueueUrl": url,
        "MessageBody": text(event),
        "MessageAttributes": {"ERROR_MESSAGE": {"DataType": "String", "StringValue": str(error)[:200] or "failed"}},
    })

"""EventBridge Scheduler: moto has no clock for schedules.

A test lets one fire (`PUT /emulator/schedules/<name>`), and the target is called as its role.
"""

import json

import aws
import runtime
from iam import gate, principals
from iam.asked import questions
from iam.denial import AccessDenied
from moto.awslambda.models import lambda_backends
from moto.core.exceptions import JsonRESTError
from moto.scheduler.models import EventBridgeSchedulerBackend


def mend():
    create, update = EventBridgeSchedulerBackend.create_schedule, EventBridgeSchedulerBackend.update_schedule

    def create_schedule(self, *args, **given):
        _look_at_role(self, given["target"]["RoleArn"])
        return create(self, *args, **given)

    def update_schedule(self, *args, **given):
        _look_at_role(self, given["target"]["RoleArn"])
        return update(self, *args, **given)

    EventBridgeSchedulerBackend.create_schedule, EventBridgeSchedulerBackend.update_schedule = create_schedule, update_schedule


def _look_at_role(backend, role):
    try:
        _session(role, backend.region_name, backend.account_id)
    except AccessDenied as error:
        message = "The execution role you provide must allow AWS EventBridge Scheduler to assume the role."
        raise JsonRESTError("ValidationException", message) from error


def _session(role, region, account):
    # AWS documents the group of the schedule as the source.
    group = f"arn:aws:scheduler:{region}:{account}:schedule-group/default"
    return principals.assumed_by(role, "scheduler.amazonaws.com", source_account=account, source_arn=group)


def fire(name, region="eu-central-1", account=aws.ACCOUNT):
    """Does what a schedule says, and returns what its function returned.

    A failure is an error of this call: on AWS it is seen in metrics alone.
    """
    target = aws.call("scheduler", "get_schedule", region, {"Name": name})["Target"]
    session = _session(target["RoleArn"], region, account)
    gate.check(session, questions("lambda", "Invoke", {"FunctionName": target["Arn"]}, region, account))
    function = lambda_backends[account][region].get_function(target["Arn"])
    result, failed = runtime.run(function, json.loads(target.get("Input") or "{}"))
    if failed:
        raise RuntimeError(json.dumps(result))
    return {"result": result}

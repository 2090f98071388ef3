"""Rollback triggers: alarms that CloudFormation watches while it creates or updates a stack, and some time afterwards."""

from moto.cloudwatch.models import cloudwatch_backends

MOST = 5


class TooMany(Exception):
    """AWS takes only so many triggers."""


def merged(kept, given):
    """Returns the rollback configuration of an operation: what is not given stays as it was in the last one."""
    if not given:
        return kept
    # An empty list removes the triggers; without a list the stack keeps its own.
    triggers = list(given["RollbackTriggers"] or []) if "RollbackTriggers" in given else kept.get("RollbackTriggers", [])
    if len(triggers) > MOST:
        raise TooMany(f"1 validation error detected: at most {MOST} rollback triggers")
    minutes = given.get("MonitoringTimeInMinutes", kept.get("MonitoringTimeInMinutes"))
    return {"RollbackTriggers": triggers} | ({} if minutes is None else {"MonitoringTimeInMinutes": int(minutes)})


def failure(stack):
    """Returns why the operation on a stack is rolled back now; None if it goes on."""
    alarms = cloudwatch_backends[stack.account][stack.region].alarms
    by_arn = {alarm.alarm_arn: alarm for alarm in alarms.values()}
    for trigger in stack.rollback_configuration.get("RollbackTriggers", []):
        alarm = by_arn.get(trigger["Arn"])
        if alarm is None:
            return f"The rollback trigger {trigger['Arn']} does not exist"
        if alarm.state_value == "ALARM":
            return f"The rollback trigger {trigger['Arn']} is in ALARM"
    return None

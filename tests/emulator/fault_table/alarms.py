"""An alarm at each step of an upgrade: each rollback trigger goes off once before each operation, and once after the last one.

The upgrade must end with all that was there before.
"""

import json

import boto3

from fault_table.in_process import REGION
from fault_table.inventory import inventory
from fault_table.strikes import leave
from fault_table.verdict import kinds


class Alarms:
    """The upgrade of one edge, in a copy of this process for each alarm and step."""

    def __init__(self, story, strikes, results):
        self._story, self._strikes, self._results = story, strikes, results
        self._row = None  # in a copy: the alarm and the step

    def play(self):
        """Plays all rows, and the upgrade without an alarm."""
        assemblies = self._story.templates.stories[self._story.stack]
        self._story.deploy(assemblies["first"])
        # Outputs of releases that know them, and the logical ids in any release.
        triggers = self._triggers(assemblies["upgraded"])
        before = self._account()
        self._strikes.branch(lambda verb, name: self._step(triggers, verb, name))
        self._story.deploy(assemblies["upgraded"], RollbackConfiguration={
            "RollbackTriggers": [{"Arn": arn, "Type": "AWS::CloudWatch::Alarm"} for arn in triggers], "MonitoringTimeInMinutes": 5,
        })
        if self._row:
            leave(lambda: self._write(before))
        self._strikes.wait()
        if self._story.status() != "UPDATE_COMPLETE":
            raise RuntimeError(f"{self._story.status()} without an alarm")

    def _triggers(self, assembly):
        """Returns the ARNs of the alarms that the product names as triggers."""
        output = json.dumps(json.loads(self._story.templates.texts[assembly])["Outputs"]["RollbackTriggerArns"])
        alarms = [item for item in self._story.life.resources.values() if item.type == "AWS::CloudWatch::Alarm"]
        return [alarm.attributes["Arn"] for alarm in alarms if f'"{alarm.logical_id}"' in output]

    def _step(self, triggers, verb, name):
        # What is deleted at the end belongs to no watched step.
        if verb == "delete":
            return False
        for arn in triggers:
            if self._strikes.fork():
                self._strikes.off()
                self._row = (arn, f"{verb} {name}")
                boto3.client("cloudwatch", REGION).set_alarm_state(
                    AlarmName=arn.split(":", 6)[6], StateValue="ALARM", StateReason="test")
                break
        return False

    def _account(self):
        """Returns how many things there are of each kind, and what the stack says of its own, by name."""
        stack = self._story.life
        # An inline policy gets another id here with each change; tasks are other ones after each deployment, so things are counted.
        own = {name: item.physical_id for name, item in stack.resources.items() if item.type != "AWS::IAM::Policy"}
        return own | dict(stack.outputs) | kinds(inventory())

    def _write(self, before):
        now, status = self._account(), self._story.status()
        problems = [] if status == "UPDATE_ROLLBACK_COMPLETE" else [f"the stack is {status}"]
        problems += [
            f"{name} was {before.get(name)} and is {now.get(name)}"
            for name in sorted(before.keys() | now.keys()) if before.get(name) != now.get(name)
        ]
        arn, step = self._row
        with open(self._results, "a") as results:
            results.write(json.dumps({"alarm": arn, "step": step, "status": status, "problems": problems}) + "\n")

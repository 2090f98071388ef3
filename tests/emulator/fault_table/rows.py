"""The rows: each operation of each deployment fails once, and the product's own words lead out of it."""

import gc
import json
import os
import resource
import time
import zlib

from botocore.exceptions import ClientError

import aws
from cloudformation.api import STACKS
from fault_table.calls import call
from fault_table.in_process import REGION
from fault_table.inventory import inventory
from fault_table.strikes import leave
from fault_table.verdict import data_of, kinds, left_of

CREATE, UPDATE, DELETE = "first deployment", "update", "deletion"
LONGEST_WAY = 12
AS_WITHOUT = "the account is as without the failure"
AS_BEFORE = "the account is as before the first deployment"
IN_FULL = 25  # one row of so many is played to its end though the account is as before


class Row:
    """One failure and what came after it."""

    def __init__(self, stack, change, stage, verb, logical_id):
        self.stack, self.change, self.stage = stack, change, stage
        self.failures = [f"{verb} {logical_id}"]
        self.in_full = zlib.crc32(f"{stack} {change} {verb} {logical_id}".encode()) % IN_FULL == 0
        self.counts = True
        self.way, self.problems, self.left = [], [], []
        self._began, self._used = time.time(), used()

    def fails_again(self, verb, logical_id):
        self.failures.append(f"{verb} {logical_id}")

    def write(self, file, kind):
        line = {
            "stack": self.stack,
            "change": self.change,
            "stage": self.stage,
            "type": kind,
            "failures": self.failures,
            "way": self.way,
            "problems": self.problems,
            "left": self.left,
            "seconds": round(time.time() - self._began, 3),
            "cpu": round(used() - self._used, 3),
        }
        with open(file, "a") as results:
            results.write(json.dumps(line) + "\n")


def used():
    """Returns the CPU seconds of this process, in the system included."""
    found = resource.getrusage(resource.RUSAGE_SELF)
    return found.ru_utime + found.ru_stime


class Story:
    """One edge: its first deployment, its upgrade, its changes and its deletion."""

    def __init__(self, stack, templates, strikes, results, chosen):
        self.stack, self.templates, self.strikes, self.results = stack, templates, strikes, results
        #: Returns whether a row is played.
        self._chosen = chosen
        self.named = templates.named(stack)
        self.id = None
        self.before = None

    def warm_up(self):
        """Makes the clients and whatever else is made once, so that copies of this process need not."""
        for service in ("cloudwatch", "elbv2", "sns"):
            aws.client(service, REGION)
        call("cloudwatch", "describe_alarms")
        call("elbv2", "describe_load_balancers")
        call("sns", "list_topics")
        self.before = inventory()
        self.deploy(self.templates.stories[self.stack]["first"])
        self.deploy(None)
        self._delete_log_groups()
        self.id = None
        gc.collect()
        gc.freeze()

    def play(self):
        """Plays all rows."""
        assemblies = self.templates.stories[self.stack]
        self.before = inventory()
        self._stage(CREATE, CREATE, assemblies["first"])
        self._stage("upgrade", UPDATE, assemblies["upgraded"])
        for change in [name for name in assemblies if name not in ("first", "upgraded")]:
            self._stage(f"{change}: to", UPDATE, assemblies[change])
            self._stage(f"{change}: back", UPDATE, assemblies["upgraded"])
        self._stage(DELETE, DELETE, None)
        self.strikes.wait()

    def _stage(self, change, stage, assembly):
        """Plays one deployment and, in copies of this process, each of its failures."""
        operations, healthy = self._rehearsed(assembly)
        last = max((number for number, (verb, _) in enumerate(operations) if verb != "delete"), default=-1)
        data = data_of(self.life)
        number = iter(range(10**6))
        row = None

        def decide(verb, logical_id):
            nonlocal row
            is_last = next(number) == last
            is_chosen = self._chosen(self.stack, change, verb, logical_id)
            # The last one is the way to the rows of the rollback, even if it is no row itself.
            if not (is_chosen or is_last) or not self.strikes.fork():
                return False
            row = Row(self.stack, change, stage, verb, logical_id)
            row.counts = is_chosen
            if is_last:
                self.strikes.branch(rolls_back)
            else:
                self.strikes.off()
            return True

        def rolls_back(verb, logical_id):
            """The rollback of the last failure undoes everything: each part of it fails once."""
            if not self._chosen(self.stack, change, f"rollback {verb}", logical_id) or not self.strikes.fork():
                return False
            row.fails_again(verb, logical_id)
            row.counts = True
            self.strikes.off()
            return True

        self.strikes.branch(decide)
        self.deploy(assembly)
        self.strikes.off()
        if row is not None:
            leave(lambda: self._end(row, assembly, data, healthy))
        expected = {CREATE: "CREATE_COMPLETE", UPDATE: "UPDATE_COMPLETE", DELETE: "DELETE_COMPLETE"}[stage]
        if self.status() != expected:
            raise RuntimeError(f"{self.stack}, {change}: {self.status()} without a failure: {self._reason()}")

    def _rehearsed(self, assembly):
        """Returns the operations of a deployment, and what there is of each kind after it; a copy of this process tries it."""
        reading, writing = os.pipe()
        operations = []
        if self.strikes.fork():
            os.close(reading)

            def note(verb, logical_id):
                operations.append((verb, logical_id))

            def rehearse():
                self.strikes.branch(note)
                self.deploy(assembly)
                with os.fdopen(writing, "w") as told:
                    json.dump((operations, kinds(inventory())), told)

            leave(rehearse)
        os.close(writing)
        with os.fdopen(reading) as told:
            return json.load(told)

    def deploy(self, assembly, **more):
        """Deploys a cloud assembly, or deletes the stack."""
        if assembly is None:
            call("cloudformation", "delete_stack", StackName=self.stack)
            return
        operation = "create_stack" if self.status() in (None, "DELETE_COMPLETE") else "update_stack"
        made = call("cloudformation", operation, StackName=self.stack, **self.templates.given(assembly), **more)
        self.id = made["StackId"]

    def _end(self, row, *given):
        if row.counts:
            self._recover(row, *given)
        self.strikes.wait()

    def _recover(self, row, assembly, data, healthy):
        """Does what the product says until the deployment has succeeded, then deletes the edge, and looks at what is left."""
        row.way.append(self.status())
        wanted = "DELETE_COMPLETE" if assembly is None else ("CREATE_COMPLETE", "UPDATE_COMPLETE")
        while self.status() not in wanted:
            if self.status() == "DELETE_COMPLETE":
                row.way += self._delete_log_groups()
                if not row.in_full and not left_of(self.before, inventory()):
                    row.way.append(AS_BEFORE)
                    break
            if len(row.way) > LONGEST_WAY:
                row.problems.append("there is no end to what is to be done")
                break
            if not self._follow(row, assembly):
                break
            row.way.append(self.status())
        if row.stage == UPDATE:
            now = data_of(self.life)
            row.problems += [f"{name} was {old} and is {now[name]}" for name, old in data.items() if now.get(name, old) != old]
        if not row.in_full and not row.problems and row.stage == UPDATE and kinds(inventory()) == healthy:
            row.way.append(AS_WITHOUT)
        elif assembly is not None and not row.problems and row.way[-1] != AS_BEFORE:
            self.deploy(None)
            row.way.append(f"deleted: {self.status()}")
            while self.status() == "DELETE_FAILED" and self.strikes.orphans and self._follow(row, None):
                row.way.append(self.status())
            if self.status() != "DELETE_COMPLETE":
                row.problems.append(f"the edge cannot be deleted: {self._reason()}")
        if row.way[-1] != AS_WITHOUT:
            row.left = sorted(left_of(self.before, inventory()))
            row.problems += [f"nobody names {name}" for name in self.named.unnamed(row.left, self.stack)]
        row.write(self.results, self._kind(row))

    def _delete_log_groups(self):
        """Deletes what has a fixed name and stayed; returns what it did.

        The README asks for it before an edge of the same name is deployed again.
        """
        names = [name.partition("/groups/")[2] for name in left_of(self.before, inventory())]
        groups = [name for name in names if name.startswith("/")]
        for group in groups:
            call("logs", "delete_log_group", LogGroupName=group)
        return ["delete log groups that stay"] if groups else []

    def _follow(self, row, assembly):
        """Does the next thing for the status of the stack; returns whether there was one that could be done."""
        status = self.status()
        text = self.templates.next[status]
        try:
            # The failure itself was an accident. What fails again has a cause.
            if ("remove the cause" in text or "correct the cause" in text) and (status in row.way[:-1] or assembly is None):
                if removed := self.strikes.delete_orphan():
                    row.way.append(f"remove the cause: {removed}")
            if "continue-update-rollback" in text:
                row.way.append("continue-update-rollback")
                call("cloudformation", "continue_update_rollback", StackName=self.stack)
            elif "cdk destroy" in text:
                row.way.append("destroy")
                self.deploy(None)
            elif "cdk deploy" in text:
                row.way.append("deploy")
                self.deploy(assembly)
            else:
                row.problems.append(f"nothing is said about {self.status()}")
                return False
        except ClientError as error:
            row.problems.append(str(error))
            return False
        return True

    def status(self):
        return self.life and self.life.status

    @property
    def life(self):
        """The stack as the emulator has it, a deleted one as well; None before the first deployment."""
        return STACKS.find(self.id, REGION, aws.ACCOUNT) if self.id else None

    def _reason(self):
        failed = [event for event in self.life.events if event["ResourceStatus"].endswith("_FAILED")]
        return "; ".join(f"{event['LogicalResourceId']} {event.get('ResourceStatusReason')}" for event in failed[-3:])

    def _kind(self, row):
        """Returns the type of the resource that failed first."""
        name = row.failures[0].split()[1]
        return next((event["ResourceType"] for event in self.life.events if event["LogicalResourceId"] == name), "")

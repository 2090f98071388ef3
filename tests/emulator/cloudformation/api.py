"""The operations of CloudFormation that the CDK CLI, the AWS CLI and the edge's functions call."""

import contextlib
import re
import threading
import uuid
from urllib.parse import unquote, urlparse

import aws
import resources
from cloudformation import drift
from cloudformation import template as templates
from cloudformation.deployment import Deployment
from cloudformation.stacks import ChangeSet, Content, Stack, Stacks, now
from cloudformation.views import as_list, changes, described, differs, shown_parameters, summary
from moto.cloudformation.exceptions import AlreadyExistsException, CloudFormationError, ValidationError
from moto.core.responses import ActionResult, BaseResponse, EmptyResult

STACKS = Stacks()
_LOCK = threading.Lock()
STABLE = {"CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE"}


class ChangeSetNotFound(CloudFormationError):
    code = "ChangeSetNotFound"


class InvalidChangeSetStatus(CloudFormationError):
    code = "InvalidChangeSetStatus"


def fail(message):
    raise ValidationError(message=message)


class CloudFormationApi(BaseResponse):
    """Takes the place of moto's CloudFormation."""

    def __init__(self):
        super().__init__(service_name="cloudformation")
        self.automated_parameter_parsing = True

    # Deployments

    def create_change_set(self):
        name, kind = self._get_param("StackName"), self._get_param("ChangeSetType", "UPDATE")
        with _LOCK:
            stack = STACKS.find(name, self.region, self.current_account)
            if kind == "CREATE" and (stack is None or stack.status == "REVIEW_IN_PROGRESS"):
                if stack is None:
                    stack = Stack(name, self.region, self.current_account)
                    STACKS.all.append(stack)
                    stack.turn("REVIEW_IN_PROGRESS", "User Initiated")
            elif kind == "CREATE":
                raise AlreadyExistsException(f"Stack [{name}] already exists and cannot be created again with the changeSet.")
            elif stack is None:
                raise ValidationError(name)
            elif stack.status not in STABLE:
                fail(f"Stack:{stack.id} is in {stack.status} state and can not be updated.")
        content = self._content(stack)
        change_set = ChangeSet(
            f"arn:aws:cloudformation:{stack.region}:{stack.account}:changeSet/{self._get_param('ChangeSetName')}/{uuid.uuid4()}",
            self._get_param("ChangeSetName"),
            content,
            kind,
            changes(stack, content),
            on_failure=self._get_param("OnStackFailure", "ROLLBACK"),
        )
        if kind == "UPDATE" and not differs(stack.content, content):
            change_set.status, change_set.execution = "FAILED", "UNAVAILABLE"
            change_set.reason = "The submitted information didn't contain changes. Submit different information to create a change set."
        stack.change_sets[change_set.name] = change_set
        return ActionResult({"Id": change_set.id, "StackId": stack.id})

    def describe_change_set(self):
        stack, change_set = self._change_set()
        return ActionResult(
            {
                "ChangeSetName": change_set.name,
                "ChangeSetId": change_set.id,
                "StackId": stack.id,
                "StackName": stack.name,
                "CreationTime": change_set.created,
                "ExecutionStatus": change_set.execution,
                "Status": change_set.status,
                "StatusReason": change_set.reason or None,
                "Changes": change_set.changes,
                "Parameters": shown_parameters(change_set.content),
                "Tags": as_list(change_set.content.tags),
            }
        )

    def delete_change_set(self):
        with contextlib.suppress(ChangeSetNotFound):  # deleting what is not there succeeds; the CLI does so before every update
            stack, change_set = self._change_set()
            del stack.change_sets[change_set.name]
        return EmptyResult()

    def execute_change_set(self):
        stack, change_set = self._change_set()
        with _LOCK:
            if change_set.execution != "AVAILABLE":
                status = f"its current execution status of [{change_set.execution}]"
                raise InvalidChangeSetStatus(f"ChangeSet [{change_set.id}] cannot be executed in {status}")
            change_set.execution = "EXECUTE_IN_PROGRESS"
        on_failure = "DO_NOTHING" if self._get_param("DisableRollback") else change_set.on_failure
        deployment = Deployment(stack)
        if change_set.type == "CREATE":
            deployment.create(change_set.content, on_failure)
        else:
            stack.updated = now()
            deployment.update(change_set.content, on_failure)
        stack.change_sets.clear()
        return EmptyResult()

    def delete_stack(self):
        stack = STACKS.find(self._get_param("StackName"), self.region, self.current_account)
        if stack is None or stack.status == "DELETE_COMPLETE":
            return EmptyResult()
        if stack.protected:
            fail(f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled")
        stack.change_sets.clear()
        Deployment(stack).delete(self._get_param("RetainResources", []))
        stack.deleted = now()
        return EmptyResult()

    def update_termination_protection(self):
        stack = self._stack()
        stack.protected = self._get_param("EnableTerminationProtection")
        return ActionResult({"StackId": stack.id})

    # Questions

    def describe_stacks(self):
        name = self._get_param("StackName")
        if name:
            return ActionResult({"Stacks": [described(self._stack())]})
        return ActionResult({"Stacks": [described(stack) for stack in self._mine() if stack.status != "DELETE_COMPLETE"]})

    def list_stacks(self):
        return ActionResult({"StackSummaries": [described(stack) for stack in self._mine()]})

    def describe_stack_events(self):
        return ActionResult({"StackEvents": list(reversed(self._stack().events))})

    def describe_events(self):
        """The successor of describe_stack_events."""
        name = self._get_param("StackName") or self._get_param("ChangeSetName")
        stack = STACKS.find(name, self.region, self.current_account) or next(
            (found for found in self._mine() if any(name in (item.id, item.name) for item in found.change_sets.values())), None
        )
        events = [] if stack is None else [{**event, "EventType": "STACK_EVENT"} for event in reversed(stack.events)]
        return ActionResult({"OperationEvents": events})

    def list_stack_resources(self):
        return ActionResult({"StackResourceSummaries": [summary(item) for item in self._stack().resources.values()]})

    def describe_stack_resources(self):
        stack, wanted = self._stack(), self._get_param("LogicalResourceId")
        found = [item for item in stack.resources.values() if wanted in (None, item.logical_id)]
        return ActionResult({"StackResources": [self._detailed(stack, item) for item in found]})

    def describe_stack_resource(self):
        stack, name = self._stack(), self._get_param("LogicalResourceId")
        if name not in stack.resources:
            fail(f"Resource {name} does not exist for stack {stack.name}")
        return ActionResult({"StackResourceDetail": self._detailed(stack, stack.resources[name])})

    def get_template(self):
        stack = self._stack()
        return ActionResult({"TemplateBody": stack.content.text if stack.content else "{}", "StagesAvailable": ["Original", "Processed"]})

    def get_template_summary(self):
        text = self._text() if self._get_param("TemplateBody") or self._get_param("TemplateURL") else self._stack().content.text
        template = templates.parse(text)
        parameters = [
            {
                "ParameterKey": name,
                "ParameterType": declared.get("Type", "String"),
                "NoEcho": bool(declared.get("NoEcho")),
                "DefaultValue": declared.get("Default"),
            }
            for name, declared in template.get("Parameters", {}).items()
        ]
        types = sorted({item["Type"] for item in template["Resources"].values()})
        return ActionResult({"Parameters": parameters, "ResourceTypes": types, "Description": template.get("Description")})

    # Drift. A detection is over when the call that starts it returns; its id is that of the stack.

    def detect_stack_drift(self):
        stack = self._stack()
        drift.detect(stack)
        return ActionResult({"StackDriftDetectionId": stack.id})

    def describe_stack_drift_detection_status(self):
        stack = STACKS.find(self._get_param("StackDriftDetectionId"), self.region, self.current_account)
        return ActionResult({
            "StackId": stack.id, "StackDriftDetectionId": stack.id, "DetectionStatus": "DETECTION_COMPLETE",
            "StackDriftStatus": stack.drift["StackDriftStatus"], "Timestamp": now(),
        })

    def describe_stack_resource_drifts(self):
        wanted = self._get_param("StackResourceDriftStatusFilters", [])
        return ActionResult({"StackResourceDrifts": [item for item in self._stack().drifts if not wanted or item["StackResourceDriftStatus"] in wanted]})

    def get_stack_policy(self):
        return EmptyResult()

    def list_change_sets(self):
        found = self._stack().change_sets.values()
        return ActionResult({"Summaries": [{"ChangeSetName": item.name, "ChangeSetId": item.id, "Status": item.status} for item in found]})

    # Helpers

    def _mine(self):
        return [stack for stack in STACKS.all if (stack.region, stack.account) == (self.region, self.current_account)]

    def _stack(self):
        name = self._get_param("StackName")
        return STACKS.find(name, self.region, self.current_account) or fail(f"Stack with id {name} does not exist")

    def _change_set(self):
        name, stack_name = self._get_param("ChangeSetName"), self._get_param("StackName")
        # By name within its stack only: every stack has one that is called cdk-deploy-change-set.
        stacks = [STACKS.find(stack_name, self.region, self.current_account)] if stack_name else self._mine()
        for stack in filter(None, stacks):
            for change_set in stack.change_sets.values():
                if name in (change_set.id, change_set.name):
                    return stack, change_set
        raise ChangeSetNotFound(f"ChangeSet [{name}] does not exist")

    def _text(self):
        url = self._get_param("TemplateURL")
        if not url:
            return self._get_param("TemplateBody")
        place = urlparse(url)
        virtual = re.fullmatch(r"(.+)\.s3[.-].+", place.netloc)
        bucket, key = (virtual[1], place.path[1:]) if virtual else place.path[1:].split("/", 1)
        return aws.client("s3", self.region).get_object(Bucket=bucket, Key=unquote(key))["Body"].read().decode()

    def _content(self, stack):
        previous = self._get_param("UsePreviousTemplate") and stack.content
        text = stack.content.text if previous else self._text()
        try:
            template = templates.parse(text)
            given = {
                item["ParameterKey"]: None if item.get("UsePreviousValue") else item.get("ParameterValue", "")
                for item in self._get_param("Parameters", [])
            }
            parameters = templates.parameter_values(template, given, stack.content.parameters if stack.content else {})
        except templates.TemplateError as error:
            fail(str(error))
        unknown = sorted({item["Type"] for item in template["Resources"].values() if not resources.known(item["Type"])})
        if unknown:
            fail(f"Template format error: Unrecognized resource types: {unknown}")
        tags = {tag["Key"]: tag["Value"] for tag in self._get_param("Tags", [])}
        return Content(text, parameters, tags)

    @staticmethod
    def _detailed(stack, item):
        return {**summary(item), "Timestamp": item.timestamp, "StackId": stack.id, "StackName": stack.name}

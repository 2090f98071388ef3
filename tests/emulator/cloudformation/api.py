"""The operations of CloudFormation that the CDK CLI, the AWS CLI and the edge's functions call."""

import contextlib
import json
import re
import threading
import uuid
from urllib.parse import unquote, urlparse

import aws
import resources
from cloudformation import drift, imports, parameters, rules, schemas, triggers, unattended
from cloudformation import template as templates
from cloudformation.deployment import Deployment
from cloudformation.errors import InvalidProperties, TemplateError
from cloudformation.stack_sets import StackSets, given
from cloudformation.stacks import ChangeSet, Content, Stack, Stacks, now
from cloudformation.views import as_list, capabilities, changes, described, parameter_summary, shown_parameters, summary
from iam import principals
from iam.denial import AccessDenied
from moto.cloudformation.exceptions import AlreadyExistsException, CloudFormationError, ValidationError
from moto.core.responses import ActionResult, BaseResponse, EmptyResult

STACKS = Stacks()
_LOCK = threading.Lock()
LONGEST_BODY, LONGEST_FILE = 51_200, 1_000_000  # bytes of a template in a call, and in a bucket
MOST = {"Resources": 500, "Parameters": 200, "Outputs": 200, "Mappings": 200}
INVALID = (
    "The following hook(s)/validation failed: [AWS::EarlyValidation::PropertyValidation]. "
    "To troubleshoot Early Validation errors, use the DescribeEvents API for detailed failure information."
)
STABLE = {"CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE", "IMPORT_ROLLBACK_COMPLETE"}


class ChangeSetNotFound(CloudFormationError):
    code = "ChangeSetNotFound"


class InvalidChangeSetStatus(CloudFormationError):
    code = "InvalidChangeSetStatus"


class StackSetNotFound(CloudFormationError):
    code = "StackSetNotFoundException"


class StackInstanceNotFound(CloudFormationError):
    code = "StackInstanceNotFoundException"


class OperationNotFound(CloudFormationError):
    code = "OperationNotFoundException"


class InsufficientCapabilities(CloudFormationError):
    code = "InsufficientCapabilitiesException"


def fail(message):
    raise ValidationError(message=message)


class CloudFormationApi(BaseResponse):
    """Takes the place of moto's CloudFormation."""

    def __init__(self):
        super().__init__(service_name="cloudformation")
        self.automated_parameter_parsing = True

    # Deployments

    def create_stack(self):
        name = self._get_param("StackName")
        with _LOCK:
            if STACKS.find(name, self.region, self.current_account):
                raise AlreadyExistsException(f"Stack [{name}] already exists")
            stack = Stack(name, self.region, self.current_account)
            content = self._valid(stack)
            stack.rollback_configuration = self._rollback_configuration(stack)
            stack.protected = bool(self._get_param("EnableTerminationProtection"))
            STACKS.all.append(stack)
        self._act_as(stack)
        on_failure = "DO_NOTHING" if self._get_param("DisableRollback") else self._get_param("OnFailure", "ROLLBACK")
        unattended.run(stack, lambda: Deployment(stack).create(content, on_failure))
        return ActionResult({"StackId": stack.id})

    def update_stack(self):
        stack = self._stack()
        with _LOCK:
            if stack.status not in STABLE:
                fail(f"Stack:{stack.id} is in {stack.status} state and can not be updated.")
            content = self._valid(stack)
            configuration = self._rollback_configuration(stack)
            if not self._changes(stack, content, configuration):
                fail("No updates are to be performed.")
            stack.rollback_configuration = configuration
            stack.updated = now()
        self._act_as(stack)
        on_failure = "DO_NOTHING" if self._get_param("DisableRollback") else "ROLLBACK"
        unattended.run(stack, lambda: Deployment(stack).update(content, on_failure))
        return ActionResult({"StackId": stack.id})

    def create_change_set(self):
        name, kind = self._get_param("StackName"), self._get_param("ChangeSetType", "UPDATE")
        with _LOCK:
            stack = STACKS.find(name, self.region, self.current_account)
            if kind != "UPDATE" and (stack is None or stack.status == "REVIEW_IN_PROGRESS"):
                found = stack or Stack(name, self.region, self.current_account)
                content = self._content(found)
                self._check_import(found, content, kind)
                if stack is None:
                    stack = found
                    STACKS.all.append(stack)
                    stack.turn("REVIEW_IN_PROGRESS", "User Initiated")
            elif kind == "CREATE":
                raise AlreadyExistsException(f"Stack [{name}] already exists and cannot be created again with the changeSet.")
            elif stack is None:
                raise ValidationError(name)
            elif stack.status not in STABLE:
                fail(f"Stack:{stack.id} is in {stack.status} state and can not be updated.")
            else:
                content = self._content(stack)
                self._check_import(stack, content, kind)
        to_import = self._get_param("ResourcesToImport", []) if kind == "IMPORT" else []
        change_set = ChangeSet(
            f"arn:aws:cloudformation:{stack.region}:{stack.account}:changeSet/{self._get_param('ChangeSetName')}/{uuid.uuid4()}",
            self._get_param("ChangeSetName"),
            content,
            kind,
            imports.shown(to_import) if to_import else changes(stack, content),
            to_import=to_import,
            on_failure=self._get_param("OnStackFailure", "ROLLBACK"),
            role=self._get_param("RoleARN"),
            rollback_configuration=self._rollback_configuration(stack),
        )
        if wrong := invalid(stack, content):
            change_set.status, change_set.execution, change_set.wrong = "FAILED", "UNAVAILABLE", wrong.found
            change_set.reason = INVALID
        elif reason := imports.not_possible(stack, to_import, self._owner):
            change_set.status, change_set.execution, change_set.reason = "FAILED", "UNAVAILABLE", reason
        elif kind == "UPDATE" and not self._changes(stack, content, change_set.rollback_configuration):
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
                "RollbackConfiguration": change_set.rollback_configuration,
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
        self._act_as(stack, change_set.role)
        deployment = Deployment(stack)
        stack.updated = None if change_set.type == "CREATE" else now()
        bring = deployment.create if change_set.type == "CREATE" else deployment.update
        stack.change_sets.clear()
        stack.rollback_configuration = change_set.rollback_configuration
        if change_set.to_import:
            unattended.run(stack, lambda: deployment.adopt(change_set.content, change_set.to_import))
        else:
            unattended.run(stack, lambda: bring(change_set.content, on_failure))
        return EmptyResult()

    def continue_update_rollback(self):
        stack, skipped = self._stack(), self._get_param("ResourcesToSkip", [])
        if stack.status != "UPDATE_ROLLBACK_FAILED":
            fail(f"Stack:{stack.id} is in {stack.status} state and can not be continued to rollback.")
        if others := sorted(set(skipped) - set(stack.rollback.stuck)):
            fail(f"Only resources that failed to roll back can be skipped, not [{', '.join(others)}]")
        stack.rollback.continue_rollback(skipped)
        return EmptyResult()

    def delete_stack(self):
        stack = STACKS.find(self._get_param("StackName"), self.region, self.current_account)
        if stack is None or stack.status == "DELETE_COMPLETE":
            return EmptyResult()
        if stack.protected:
            fail(f"Stack [{stack.name}] cannot be deleted while TerminationProtection is enabled")
        if stack.pause:
            fail(f"Stack [{stack.name}] cannot be deleted while in status {stack.status}")
        stack.change_sets.clear()
        self._act_as(stack)
        retained = self._get_param("RetainResources", [])
        unattended.run(stack, lambda: self._delete(stack, retained))
        return EmptyResult()

    @staticmethod
    def _delete(stack, retained):
        Deployment(stack).delete(retained)
        stack.deleted = now()

    def update_termination_protection(self):
        stack = self._stack()
        stack.protected = self._get_param("EnableTerminationProtection")
        return ActionResult({"StackId": stack.id})

    # Stack sets

    def create_stack_set(self):
        if self._get_param("StackSetName") in STACK_SETS.all:
            raise AlreadyExistsException(f"StackSet {self._get_param('StackSetName')} already exists")
        self._put_stack_set()
        return ActionResult({"StackSetId": f"{self._get_param('StackSetName')}:1"})

    def update_stack_set(self):
        stack_set = self._stack_set()
        self._put_stack_set()
        return ActionResult({"OperationId": STACK_SETS.deploy(stack_set, list(stack_set.instances))})

    def create_stack_instances(self):
        overrides = given(self._get_param("ParameterOverrides", []))
        return ActionResult({"OperationId": STACK_SETS.deploy(self._stack_set(), self._places(), overrides)})

    def update_stack_instances(self):
        stack_set, places = self._known_places()
        overrides = self._get_param("ParameterOverrides")
        return ActionResult({"OperationId": STACK_SETS.deploy(stack_set, places, None if overrides is None else given(overrides))})

    def delete_stack_instances(self):
        stack_set, places = self._known_places()
        try:
            return ActionResult({"OperationId": STACK_SETS.delete(stack_set, places)})
        except TemplateError as error:
            fail(str(error))

    def describe_stack_set(self):
        stack_set = self._stack_set()
        return ActionResult({"StackSet": {"StackSetName": stack_set.name, "Status": "ACTIVE", "Tags": as_list(stack_set.tags)}})

    def describe_stack_instance(self):
        place = self._get_param("StackInstanceAccount"), self._get_param("StackInstanceRegion")
        made = self._stack_set().instances.get(place)
        if made is None:
            raise StackInstanceNotFound(f"Stack instance not found for {place}")
        return ActionResult({
            "StackInstance": {
                "StackId": made.stack.id,
                "Account": place[0],
                "Region": place[1],
                "Status": made.status,
                "StatusReason": made.reason or None,
            },
        })

    def describe_stack_set_operation(self):
        wanted = self._get_param("OperationId")
        operation = next((item for item in self._stack_set().operations if item["OperationId"] == wanted), None)
        if operation is None:
            raise OperationNotFound(f"Operation {wanted} not found")
        return ActionResult({"StackSetOperation": operation})

    def list_stack_set_operations(self):
        return ActionResult({"Summaries": self._stack_set().operations})

    def _known_places(self):
        stack_set, places = self._stack_set(), self._places()
        for place in places:
            if place not in stack_set.instances:
                raise StackInstanceNotFound(f"Stack instance not found for {place}")
        return stack_set, places

    def _put_stack_set(self):
        text = self._text()
        tags = {tag["Key"]: tag["Value"] for tag in self._get_param("Tags", [])}
        self._acknowledged(templates.parse(text))
        try:
            STACK_SETS.put(
                self._get_param("StackSetName"),
                text,
                given(self._get_param("Parameters", [])),
                tags,
                (self.region, self.current_account),
            )
        except TemplateError as error:
            fail(str(error))

    def _stack_set(self):
        name = self._get_param("StackSetName")
        if name not in STACK_SETS.all:
            raise StackSetNotFound(f"StackSet {name} not found")
        return STACK_SETS.all[name]

    def _places(self):
        return [(account, region) for account in self._get_param("Accounts") for region in self._get_param("Regions")]

    # Questions

    def describe_stacks(self):
        name = self._get_param("StackName")
        if name:
            stack = self._stack()
            if stack.pause:
                stack.pause.looked()
            return ActionResult({"Stacks": [described(stack)]})
        return ActionResult({"Stacks": [described(stack) for stack in self._mine() if stack.status != "DELETE_COMPLETE"]})

    def list_stacks(self):
        return ActionResult({"StackSummaries": [described(stack) for stack in self._mine()]})

    def describe_stack_events(self):
        return ActionResult({"StackEvents": list(reversed(self._stack().events))})

    def describe_events(self):
        """The successor of describe_stack_events."""
        stack = STACKS.find(self._get_param("StackName"), self.region, self.current_account)
        with contextlib.suppress(ChangeSetNotFound):
            stack, change_set = self._change_set()
            if change_set.wrong:
                return ActionResult({"OperationEvents": change_set.wrong_events()})
        events = [] if stack is None else [{**event, "EventType": "STACK_EVENT"} for event in reversed(stack.events)]
        if (self._get_param("Filters") or {}).get("FailedEvents"):
            events = [event for event in events if "FAILED" in f"{event['ResourceStatus']} {event.get('HookStatus')}"]
        return ActionResult({"OperationEvents": events})

    def list_stack_resources(self):
        return ActionResult({"StackResourceSummaries": [summary(item) for item in self._stack().resources.values()]})

    def describe_stack_resources(self):
        wanted, owned = self._get_param("LogicalResourceId"), self._get_param("PhysicalResourceId")
        # AWS names the whole stack that has the resource, or says that there is none.
        stack = self._stack() if owned is None else self._owner(owned) or fail(f"Stack for {owned} does not exist")
        found = [item for item in stack.resources.values() if wanted in (None, item.logical_id)]
        # AWS gives no more than the first 100.
        return ActionResult({"StackResources": [self._detailed(stack, item) for item in found[:100]]})

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
        return ActionResult(
            {
                "Parameters": [parameter_summary(name, declared) for name, declared in template.get("Parameters", {}).items()],
                "ResourceTypes": sorted({item["Type"] for item in template["Resources"].values()}),
                "ResourceIdentifierSummaries": _identifiers(template),
                "Description": template.get("Description"),
                "Capabilities": capabilities(template),
                "Metadata": json.dumps(template["Metadata"]) if "Metadata" in template else None,
            }
        )

    def validate_template(self):
        template = templates.parse(self._text())
        return ActionResult(
            {
                "Parameters": [parameter_summary(name, declared) for name, declared in template.get("Parameters", {}).items()],
                "Description": template.get("Description"),
                "Capabilities": capabilities(template),
            }
        )

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
        drifts = self._stack().drifts
        found = [item for item in drifts if not wanted or item["StackResourceDriftStatus"] in wanted]
        return ActionResult({"StackResourceDrifts": found})

    # Hooks: the account has none.

    def list_types(self):
        return ActionResult({"TypeSummaries": []})

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

    def _act_as(self, stack, role=None):
        """CloudFormation acts with the role that a stack was last given, or with the rights of the caller."""
        stack.role = role or self._get_param("RoleARN") or stack.role
        try:
            caller = principals.of_access_key(self.access_key)
            stack.principal = principals.assumed_by(stack.role, "cloudformation.amazonaws.com") if stack.role else caller
        except AccessDenied:
            fail(f"Role {stack.role} is invalid or cannot be assumed")

    def _owner(self, physical_id):
        living = (stack for stack in self._mine() if stack.status != "DELETE_COMPLETE")
        return next((stack for stack in living if physical_id in (item.physical_id for item in stack.resources.values())), None)

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
            body = self._get_param("TemplateBody")
            if len(body.encode()) > LONGEST_BODY:
                place = "at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to"
                fail(f"1 validation error detected: Value '{body[:200]}...' {place} {LONGEST_BODY}")
            return body
        text = read_template(url, self.region)
        if len(text.encode()) > LONGEST_FILE:
            fail(f"Template may not exceed {LONGEST_FILE} bytes in size.")
        return text

    def _content(self, stack):
        text = stack.content.text if self._get_param("UsePreviousTemplate") and stack.content else self._text()
        values = {
            item["ParameterKey"]: None if item.get("UsePreviousValue") else item.get("ParameterValue", "")
            for item in self._get_param("Parameters", [])
        }
        tags = {tag["Key"]: tag["Value"] for tag in self._get_param("Tags", [])}
        try:
            content = checked(stack, text, values, tags)
        except TemplateError as error:
            fail(str(error))
        self._acknowledged(content.template)
        return content

    def _valid(self, stack):
        content = self._content(stack)
        if wrong := invalid(stack, content):
            fail(str(wrong))
        return content

    @staticmethod
    def _changes(stack, content, configuration):
        return content.is_change_of(stack.content) or configuration != stack.rollback_configuration

    def _rollback_configuration(self, stack):
        try:
            return triggers.merged(stack.rollback_configuration, self._get_param("RollbackConfiguration"))
        except triggers.TooMany as error:
            fail(str(error))

    def _check_import(self, stack, content, kind):
        if kind == "IMPORT" and (reason := imports.wrong(stack, content, self._get_param("ResourcesToImport", []))):
            fail(reason)

    def _acknowledged(self, template):
        needed = [item for item in capabilities(template) if not {item, "CAPABILITY_NAMED_IAM"} & set(self._get_param("Capabilities", []))]
        if needed:
            raise InsufficientCapabilities(f"Requires capabilities : {needed}".replace("'", ""))

    @staticmethod
    def _detailed(stack, item):
        return {**summary(item), "Timestamp": item.timestamp, "StackId": stack.id, "StackName": stack.name}


def _identifiers(template):
    """Returns for each type of a template that can be imported how its resources are named."""
    kinds = sorted({item["Type"] for item in template["Resources"].values()})
    return [
        {
            "ResourceType": kind,
            "LogicalResourceIds": sorted(name for name, item in template["Resources"].items() if item["Type"] == kind),
            "ResourceIdentifiers": schemas.schema(kind)["identifier"],
        }
        for kind in kinds
        if resources.known(kind) and hasattr(resources.find(kind), "adopt")
    ]


def read_template(url, region):
    """Returns the text of a template in a bucket, be the bucket in the host or in the path."""
    place = urlparse(url)
    virtual = re.fullmatch(r"(.+)\.s3[.-].+", place.netloc)
    bucket, key = (virtual[1], place.path[1:]) if virtual else place.path[1:].split("/", 1)
    return aws.client("s3", region).get_object(Bucket=bucket, Key=unquote(key))["Body"].read().decode()


def checked(stack, text, given, tags):
    """Returns what a deployment gives to a stack, after everything that AWS checks before it makes anything."""
    template = templates.parse(text)
    for section, most in MOST.items():
        number = len(template.get(section, {}))
        if number > most:
            raise TemplateError(
                f"Template format error: Number of {section.lower()}, {number}, is greater than maximum allowed, {most}"
            )
    unknown = sorted({item["Type"] for item in template["Resources"].values() if not resources.known(item["Type"])})
    if unknown:
        raise TemplateError(f"Template format error: Unrecognized resource types: {unknown}")
    values = parameters.values(template, given, stack.content.parameters if stack.content else {}, stack.region)
    rules.check(template, values, stack.pseudo)
    content = Content(text, values, tags)
    content.outline(stack)
    return content


def invalid(stack, content):
    """Returns what is wrong with the properties of resources, as an error, or None. AWS looks before it makes anything."""
    found = [
        (name, declared["Type"], messages)
        for name, declared in content.outline(stack).resolved.items()
        if (messages := schemas.problems(declared["Type"], declared["Properties"]))
    ]
    return InvalidProperties(found) if found else None


def valid(stack, text, given, tags):
    """Returns what a deployment gives to a stack of a stack set."""
    content = checked(stack, text, given, tags)
    if wrong := invalid(stack, content):
        raise wrong
    return content


STACK_SETS = StackSets(STACKS, valid, Deployment)

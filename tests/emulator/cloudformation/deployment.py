"""Creates, updates, rolls back and deletes stacks, in the order and by the rules of AWS.

Additions and changes first, in the order of dependencies; then, when nothing can fail any more, what the update left over is
deleted. A failure undoes what was done, unless the user asked to keep it.
"""

import faults
import resources
import weather
from cloudformation import by_hand, imports, schemas, triggers
from cloudformation.stacks import Resource
from cloudformation.template import Scope, dependencies, ordered
from iam import handlers as rights
from iam.denial import AccessDenied
from resources import tagging
from resources.base import Run, change, create

KEPT_ON_DELETE = {"Retain", "RetainExceptOnCreate"}


class Failed(Exception):
    """A resource could not be created or updated."""


class Deployment:
    """One operation on one stack."""

    def __init__(self, stack):
        self.stack = stack
        self.undo = []  # what a rollback does, in the order of what it undoes
        self.leftovers = []  # what the clean-up deletes at the end of an update or its rollback: (resource, policy)
        self.held = set()  # what could not be deleted, and what that needs
        self.stuck = {}  # what the rollback of an update could not undo, by logical id: it can be tried again
        self.deletes_later = False

    def create(self, content, on_failure):
        """Brings the first content into the stack."""
        stack = self.stack
        stack.content = content
        self._begin("CREATE")
        try:
            self._bring(content)
        except Failed as failure:
            if on_failure == "DO_NOTHING":
                stack.turn("CREATE_FAILED", str(failure))
                return
            stack.turn("ROLLBACK_IN_PROGRESS", str(failure))
            self._finish([problem for undo in reversed(self.undo) for problem in undo() or []], "ROLLBACK")
        else:
            stack.turn("CREATE_COMPLETE")
            by_hand.change(stack)

    def update(self, content, on_failure):
        """Brings other content into the stack, or leaves it as it was."""
        stack, before = self.stack, self.stack.content
        self._begin("UPDATE")
        old_outputs = stack.outputs
        try:
            stack.content = content
            self._bring(content)
        except Failed as failure:
            if on_failure == "DO_NOTHING":
                stack.turn("UPDATE_FAILED", str(failure))
                return
            stack.turn("UPDATE_ROLLBACK_IN_PROGRESS", str(failure))
            stack.content, stack.outputs = before, old_outputs
            self.leftovers, self.deletes_later = [], True
            # An update back to what was: forward again, so that each resource finds those it needs as they were.
            self._end_rollback([problem for undo in self.undo for problem in undo() or []])
        else:
            stack.turn("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS")
            self._clean_up()
            stack.turn("UPDATE_COMPLETE")
            by_hand.change(stack)

    def adopt(self, content, given):
        """Takes resources into the stack that exist. Nothing but their tags changes; a failure leaves the stack as it was."""
        stack, before, known = self.stack, self.stack.content, dict(self.stack.resources)
        stack.content = content
        self._begin("IMPORT")
        try:
            scope = Scope(content.template, stack.pseudo, content.parameters, stack.resources)
            items = {item["LogicalResourceId"]: item for item in given}
            for name in ordered(scope.wanted, lambda name: dependencies(scope, name)):
                if name in items:
                    self._adopt(name, items[name], scope)
        except Failed as failure:
            stack.turn("IMPORT_ROLLBACK_IN_PROGRESS", str(failure))
            stack.content, stack.resources = before, known
            problems = [problem for undo in reversed(self.undo) for problem in undo() or []]
            stack.turn("IMPORT_ROLLBACK_FAILED" if problems else "IMPORT_ROLLBACK_COMPLETE", "; ".join(problems))
        else:
            stack.turn("IMPORT_COMPLETE")

    def _adopt(self, name, item, scope):
        declared, stack = scope.template["Resources"][name], self.stack
        resource = Resource(
            name,
            declared["Type"],
            next(iter(item["ResourceIdentifier"].values())),
            deletion_policy=declared["DeletionPolicy"],
            replace_policy=declared.get("UpdateReplacePolicy", "Delete"),
            needs=dependencies(scope, name),
        )
        try:
            resource.properties = scope.value(declared.get("Properties", {}))
            stack.resource_turns(resource, "IMPORT_IN_PROGRESS", "Resource import started.")
            faults.strike("import", stack.name, name)
            resource.attributes = imports.adopted(stack, item, resource.properties).attributes
            stack.resources[name] = resource
            stack.resource_turns(resource, "IMPORT_COMPLETE", "Resource import completed.")
            self._tag_adopted(resource)
        except Exception as error:
            stack.resource_turns(resource, "IMPORT_FAILED", f"{type(error).__name__}: {error}")
            raise Failed(f"The following resource(s) failed to import: [{name}].") from error

    def _tag_adopted(self, resource):
        stack, run = self.stack, Run(self.stack, resource)
        resource.tags = applied = run.tags
        own = schemas.own_tags(resource) if applied else {}
        if own != applied:
            stack.resource_turns(resource, "UPDATE_IN_PROGRESS", "Apply stack-level tags to imported resource if applicable.")
            tagging.change(run, resource, own)
            self.undo.append(lambda: tagging.change(run, resource, applied, own))
        stack.resource_turns(resource, "UPDATE_COMPLETE")

    def continue_rollback(self, skipped):
        """Tries again what the rollback of an update could not undo; what is skipped counts as undone."""
        self.stack.turn("UPDATE_ROLLBACK_IN_PROGRESS", "User Initiated")
        stuck, self.stuck = self.stuck, {}
        for name in set(skipped) & set(stuck):
            self.stack.resource_turns(self.stack.resources[name], "UPDATE_COMPLETE")
        self._end_rollback([problem for name, undo in stuck.items() if name not in skipped for problem in undo()])

    def _end_rollback(self, problems):
        self.stack.rollback = self if problems else None
        if not problems:
            self.stack.turn("UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS")
            self._clean_up()
        self._finish(problems, "UPDATE_ROLLBACK")

    def delete(self, retained=()):
        """Deletes the stack's resources, each before those it needs."""
        stack = self.stack
        self._begin("DELETE")
        problems = []
        for name in reversed(ordered(list(stack.resources), lambda name: stack.resources[name].needs)):
            resource = stack.resources[name]
            if resource.status == "DELETE_COMPLETE":
                continue
            if name in retained or resource.deletion_policy in KEPT_ON_DELETE:
                stack.resource_turns(resource, "DELETE_SKIPPED")
            else:
                problems += self._delete_in_order(resource)
        self._finish(problems, "DELETE")

    def _begin(self, operation):
        self.stack.turn(f"{operation}_IN_PROGRESS", "User Initiated")
        if self.stack.pause:
            self.stack.pause.wait()
            self.stack.pause = None

    def _check_hook(self, resource, verb):
        try:
            weather.check_hook(resource.logical_id)
        except weather.RefusedByHook:
            self.stack.resource_turns(
                resource,
                f"{verb}_IN_PROGRESS",
                HookType=weather.HOOK,
                HookStatus="HOOK_COMPLETE_FAILED",
                HookStatusReason="Hook failed with message: a policy of the organisation",
                HookInvocationPoint="PRE_PROVISION",
                HookFailureMode="FAIL",
            )
            raise

    def _finish(self, problems, operation):
        self.stack.turn(f"{operation}_FAILED" if problems else f"{operation}_COMPLETE", "; ".join(problems))

    def _watch(self):
        if reason := triggers.failure(self.stack):
            raise Failed(reason)

    def _bring(self, content):
        """Creates and updates what the content asks for, and notes what it no longer does."""
        stack, template = self.stack, content.template
        scope = Scope(template, stack.pseudo, content.parameters, stack.resources)
        declared = template["Resources"]
        wanted = scope.wanted
        try:
            order = ordered(wanted, lambda name: dependencies(scope, name))
        except Exception as error:
            raise Failed(str(error)) from error
        for name in order:
            self._watch()
            self._bring_resource(name, declared[name], scope)
        for name in [name for name in stack.resources if name not in wanted]:
            removed = stack.resources.pop(name)
            self.leftovers.append((removed, removed.deletion_policy))
            self.undo.append(lambda removed=removed: stack.resources.__setitem__(removed.logical_id, removed))
        try:
            outputs = {
                name: {**output, "Value": scope.value(output["Value"])}
                for name, output in template.get("Outputs", {}).items()
                if "Condition" not in output or scope.holds(output["Condition"])
            }
        except Exception as error:
            raise Failed(str(error)) from error
        self._watch()
        stack.outputs = outputs

    def _bring_resource(self, name, declared, scope):
        existing = self.stack.resources.get(name)
        wanted = Resource(
            name,
            declared["Type"],
            deletion_policy=declared.get("DeletionPolicy", "Delete"),
            replace_policy=declared.get("UpdateReplacePolicy", "Delete"),
            needs=dependencies(scope, name),
        )
        verb = "CREATE" if existing is None else "UPDATE"
        try:
            wanted.properties = scope.value(declared.get("Properties", {}))
            if existing is None:
                self._create(wanted)
            else:
                self._change(existing, wanted)
        except Exception as error:  # whatever goes wrong with a resource fails the deployment
            resource = existing or wanted
            reason = str(error) if isinstance(error, weather.RefusedByHook) else f"{type(error).__name__}: {error}"
            self.stack.resource_turns(resource, f"{verb}_FAILED", reason)
            raise Failed(f"The following resource(s) failed to {verb.lower()}: [{name}].") from error

    def _create(self, resource):
        self.stack.resource_turns(resource, "CREATE_IN_PROGRESS")
        self._make(resource)
        self.stack.resources[resource.logical_id] = resource
        self.stack.resource_turns(resource, "CREATE_COMPLETE")

    def _make(self, resource):
        handler = resources.find(resource.type)
        faults.strike("create", self.stack.name, resource.logical_id)
        self._check_hook(resource, "CREATE")
        # Noted before: what is made only in part is deleted as well.
        resource.physical_id = ""
        self.undo.append(lambda: self._undo_creation(resource))
        run = Run(self.stack, resource)
        self._refuse_taken_name(handler, run)
        resource.tags = run.tags
        made = create(handler, run)
        resource.physical_id, resource.attributes = made.id, made.attributes
        self._may_create(run, handler)

    @staticmethod
    def _may_create(run, handler):
        """Asks for the rights when the resource has its name; what nobody may create is not there."""
        try:
            rights.check(run, "create")
        except AccessDenied:
            handler.delete(run, run.resource)
            run.resource.physical_id = ""
            raise

    def _undo_creation(self, resource):
        problems = []
        # Of the policies only Retain also holds for what this very operation made.
        policy = "Retain" if resource.deletion_policy == "Retain" else "Delete"
        if resource.physical_id and self.deletes_later:
            self.leftovers.append((resource, policy))
        elif resource.physical_id and policy == "Retain":
            self.stack.resource_turns(resource, "DELETE_SKIPPED")
        elif resource.physical_id:
            problems = self._delete_in_order(resource)
        if resource.logical_id not in self.held and self.stack.resources.get(resource.logical_id) is resource:
            del self.stack.resources[resource.logical_id]
        return problems

    def _change(self, existing, wanted):
        stack = self.stack
        handler, run = resources.find(wanted.type), Run(stack, wanted)
        wanted.physical_id, wanted.attributes, wanted.status = existing.physical_id, existing.attributes, existing.status
        wanted.tags = run.tags
        if (existing.type, existing.properties, existing.tags) == (wanted.type, wanted.properties, wanted.tags):
            stack.resources[wanted.logical_id] = wanted
            self.undo.append(lambda: stack.resources.__setitem__(existing.logical_id, existing))
            return
        stack.resource_turns(existing, "UPDATE_IN_PROGRESS")
        self.undo.append(lambda: stack.resources.__setitem__(existing.logical_id, existing))
        replacing = existing.type == wanted.type and schemas.replacing(wanted.type, existing.properties, wanted.properties)
        if existing.type != wanted.type or replacing:
            self._refuse_same_name(handler, existing, wanted)
            stack.resource_turns(existing, "UPDATE_IN_PROGRESS", "Requested update requires the creation of a new physical resource")
            self._make(wanted)
            self.leftovers.append((existing, wanted.replace_policy))
        else:
            faults.strike("update", stack.name, wanted.logical_id)
            self._check_hook(wanted, "UPDATE")
            handler.check_change(existing, wanted)
            rights.check(run, "update")
            # Noted before: a change that fails in the middle is undone as well.
            self.undo.append(lambda: self._undo_change(handler, existing, wanted))
            made = self._change_in_place(handler, run, existing)
            wanted.attributes = {**wanted.attributes, **made.attributes}
            if made.id != existing.physical_id:  # a custom resource may decide so
                wanted.physical_id = made.id
                self.leftovers.append((existing, wanted.replace_policy))
        stack.resources[wanted.logical_id] = wanted
        stack.resource_turns(wanted, "UPDATE_COMPLETE")

    @staticmethod
    def _change_in_place(handler, run, old):
        made = change(handler, run, old)
        if run.resource.tags != old.tags:
            tagging.change(run, run.resource, old.tags)
        return made

    def _refuse_same_name(self, handler, existing, wanted):
        """What replaces a resource exists beside it for a while, so that it cannot have the name that the user chose for both."""
        name = wanted.properties.get(handler.name)
        if name is not None and existing.type == wanted.type and existing.properties.get(handler.name) == name:
            raise RuntimeError(
                "CloudFormation cannot update a stack when a custom-named resource requires replacing. "
                f"Rename {name} and update the stack again."
            )

    @staticmethod
    def _refuse_taken_name(handler, run):
        name = run.resource.properties.get(handler.name)
        if name is not None and handler.exists(run, name):
            raise RuntimeError(f"{name} already exists")

    def _undo_change(self, handler, existing, wanted):
        try:
            faults.strike("rollback", self.stack.name, existing.logical_id)
            run = Run(self.stack, existing)
            rights.check(run, "update")
            made = self._change_in_place(handler, run, wanted)
            if made.id != wanted.physical_id:
                self.leftovers.append((wanted, "Delete"))
        except Exception as error:
            self.stack.resource_turns(existing, "UPDATE_FAILED", str(error))
            self.stuck[existing.logical_id] = lambda: self._undo_change(handler, existing, wanted)
            return [f"{existing.logical_id}: {error}"]
        self.stack.resource_turns(existing, "UPDATE_COMPLETE")
        return []

    def _clean_up(self):
        names = {id(resource): resource for resource, _ in self.leftovers}
        policies = {id(resource): policy for resource, policy in self.leftovers}

        def needs(key):
            return {other for other in names if names[other].logical_id in names[key].needs}

        for key in reversed(ordered(list(names), needs)):
            if policies[key] in KEPT_ON_DELETE:
                self.stack.resource_turns(names[key], "DELETE_SKIPPED")
            else:
                self._delete(names[key])  # a failure leaves the resource behind, but the update has succeeded

    def _delete_in_order(self, resource):
        """Deletes a resource, unless one that needs it could not be deleted: then it stays as it is."""
        users = {name for name in self.held if resource.logical_id in self.stack.resources[name].needs}
        problems = [] if users else self._delete(resource)
        if users or problems:
            self.held.add(resource.logical_id)
            self.stack.resources[resource.logical_id] = resource
        return problems

    def _delete(self, resource):
        self.stack.resource_turns(resource, "DELETE_IN_PROGRESS")
        try:
            faults.strike("delete", self.stack.name, resource.logical_id)
            rights.check(Run(self.stack, resource), "delete")
            resources.find(resource.type).delete(Run(self.stack, resource), resource)
        except Exception as error:
            if not resources.is_gone(error):
                self.stack.resource_turns(resource, "DELETE_FAILED", f"{type(error).__name__}: {error}")
                return [f"{resource.logical_id}: {error}"]
        self.stack.resource_turns(resource, "DELETE_COMPLETE")
        return []

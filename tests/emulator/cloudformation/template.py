"""A template: its conditions, functions, and the order of its resources."""

import base64
import functools
import ipaddress
import itertools
import json
import re

import aws
import yaml

from cloudformation import parameters
from cloudformation.errors import TemplateError


class _Absent:
    """The value of AWS::NoValue: whatever holds it goes without."""


ABSENT = _Absent()


def parse(text):
    """Reads a template, as JSON or as YAML with the short forms of the functions."""
    try:
        return json.loads(text)
    except ValueError:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 (a safe loader with tags)


class _Loader(yaml.SafeLoader):
    """YAML in which !Ref and its like are functions."""


def _function(loader, suffix, node):
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
        if suffix == "GetAtt":
            value = value.split(".", 1)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        value = loader.construct_mapping(node, deep=True)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _function)
# A version such as 2010-09-09 is a text in a template, not a date.
_Loader.yaml_implicit_resolvers = {
    key: [(tag, expression) for tag, expression in found if tag != "tag:yaml.org,2002:timestamp"]
    for key, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class Scope:
    """What the functions of one stack's template can see: parameters, pseudo parameters, resources made so far."""

    def __init__(self, template, pseudo, values, resources):
        self.template, self.pseudo, self.values, self.resources = template, pseudo, values, resources
        self._conditions = {}

    def holds(self, name):
        """Returns whether a condition of the template is true."""
        if name not in self._conditions:
            if name not in self.template.get("Conditions", {}):
                raise TemplateError(f"Template format error: Unresolved condition dependency {name} in the Resources block of the template")
            self._conditions[name] = _true(self.value(self.template["Conditions"][name]))
        return self._conditions[name]

    @functools.cached_property
    def wanted(self):
        """The names of the resources whose conditions are true, in the order of the template."""
        declared = self.template["Resources"].items()
        found = {name: None for name, item in declared if "Condition" not in item or self.holds(item["Condition"])}
        return found.keys()

    def chosen(self, node):
        """Returns a piece of the template with every Fn::If replaced by the branch that is taken."""
        if isinstance(node, list):
            return [self.chosen(item) for item in node]
        if not isinstance(node, dict):
            return node
        if set(node) == {"Fn::If"}:
            condition, *branches = node["Fn::If"]
            return self.chosen(branches[0 if self.holds(condition) else 1])
        return {key: self.chosen(item) for key, item in node.items()}

    def value(self, node):
        """Returns a piece of the template with every function replaced by its value."""
        if isinstance(node, list):
            return [item for item in map(self.value, node) if item is not ABSENT]
        if not isinstance(node, dict):
            return node
        if len(node) == 1:
            (name, argument), = node.items()
            if name == "Ref":
                return self.reference(argument)
            if name == "Condition" and isinstance(argument, str):
                return self.holds(argument)
            if name.startswith("Fn::"):
                return self._function(name[4:], argument)
        pairs = ((key, self.value(item)) for key, item in node.items())
        return {key: item for key, item in pairs if item is not ABSENT}

    def reference(self, name):
        """Returns what Ref gives: a parameter's value or a resource's physical id."""
        if name == "AWS::NoValue":
            return ABSENT
        if name in self.pseudo:
            return self.pseudo[name]
        if name in self.values:
            return parameters.items(self.template["Parameters"][name], self.values[name])
        if name in self.resources:
            return self.resources[name].physical_id
        raise TemplateError(f"Unresolved resource dependencies [{name}] in the Resources block of the template")

    def attribute(self, name, attribute):
        """Returns what Fn::GetAtt gives; an attribute that nobody set is an error, never an empty text."""
        if name not in self.resources:
            raise TemplateError(f"Unresolved resource dependencies [{name}] in the Resources block of the template")
        attributes = self.resources[name].attributes
        if attribute not in attributes:
            raise TemplateError(f"resource {name} does not support attribute type {attribute} in Fn::GetAtt")
        return attributes[attribute]

    def _function(self, name, argument):
        if name == "GetAtt":
            parts = argument.split(".", 1) if isinstance(argument, str) else argument
            return self.attribute(parts[0], self.value(parts[1]))
        if name == "If":
            return self.value(argument[1] if self.holds(argument[0]) else argument[2])
        if name == "Sub":
            return self._substitute(argument)
        value = self.value(argument)
        if name == "Join":
            if not isinstance(value[1], list) or any(isinstance(item, (list, dict)) for item in value[1]):
                raise TemplateError(
                    "Template error: every Fn::Join object requires two parameters, (1) a string delimiter and "
                    "(2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined."
                )
            return value[0].join(map(parameters.text, value[1]))
        if name == "Select":
            index = int(value[0])
            if not 0 <= index < len(value[1]):
                raise TemplateError(f"Template error: Fn::Select cannot select nonexistent value at index {index}")
            return value[1][index]
        if name == "Split":
            return value[1].split(value[0])
        if name == "FindInMap":
            found = self.template.get("Mappings", {})
            for key in value:
                if key not in found:
                    raise TemplateError(f"Template error: Unable to get mapping for {'::'.join(value)}")
                found = found[key]
            return found
        if name == "Equals":
            if len(value) != 2 or any(isinstance(item, (list, dict)) for item in value):
                raise TemplateError("Template error: every Fn::Equals object requires a list of 2 string parameters.")
            return parameters.text(value[0]) == parameters.text(value[1])
        if name in ("And", "Or"):
            if not 2 <= len(value) <= 10:
                raise TemplateError(
                    f"Template error: every Fn::{name} object requires a list of at least 2 and at most 10 boolean parameters."
                )
            return (all if name == "And" else any)(map(_true, value))
        if name == "Not":
            return not _true(value[0])
        if name == "GetAZs":
            region = value or self.pseudo["AWS::Region"]
            zones = aws.call("ec2", "describe_availability_zones", region, {})["AvailabilityZones"]
            return sorted(zone["ZoneName"] for zone in zones)
        if name == "Cidr":
            blocks = ipaddress.ip_network(value[0]).subnets(new_prefix=32 - int(value[2]))
            found = [str(block) for block in itertools.islice(blocks, int(value[1]))]
            if len(found) < int(value[1]):
                raise TemplateError(f"Template error: Fn::Cidr block of {value[0]} has no room for {value[1]} subnets")
            return found
        if name == "Base64":
            return base64.b64encode(value.encode()).decode()
        raise TemplateError(f"Template error: Fn::{name} is not supported by the emulator")

    def _substitute(self, argument):
        text, own = (argument, {}) if isinstance(argument, str) else (argument[0], self.value(argument[1]))

        def value(match):
            name = match[1]
            if name.startswith("!"):
                return "${" + name[1:] + "}"
            found = own[name] if name in own else self.attribute(*name.split(".", 1)) if "." in name else self.reference(name)
            if isinstance(found, (list, dict)):
                raise TemplateError(f"Template error: variable {name} in Fn::Sub expression does not resolve to a string")
            return parameters.text(found)

        return re.sub(r"\$\{([^}]+)\}", value, text)


def _true(value):
    return value is True or value == "true"


def references(node):
    """Yields the names that a piece of a template refers to."""
    if isinstance(node, list):
        for item in node:
            yield from references(item)
    elif isinstance(node, dict):
        for key, item in node.items():
            if key == "Ref" and isinstance(item, str):
                yield item
            elif key == "Fn::GetAtt":
                yield item.split(".", 1)[0] if isinstance(item, str) else item[0]
            elif key == "Fn::Sub":
                text = item if isinstance(item, str) else item[0]
                yield from (name.split(".", 1)[0] for name in re.findall(r"\$\{([^!}][^}]*)\}", text))
                yield from references(item)
            else:
                yield from references(item)


class Outline(Scope):
    """A template in which the parameters have values, while resources are no more than their names.

    Making it finds what AWS finds before it starts.
    """

    def __init__(self, template, pseudo, values):
        super().__init__(template, pseudo, values, {})
        self.wanted = frozenset()  # conditions see no resource
        for name, condition in template.get("Conditions", {}).items():
            if found := set(references(condition)) & set(template["Resources"]):
                raise TemplateError(
                    f"Template validation error: Template format error: Unresolved dependencies [{', '.join(sorted(found))}]. "
                    "Cannot reference resources in the Conditions block of the template"
                )
            self.holds(name)
        del self.wanted
        #: What each resource is to be, by name.
        self.resolved = {name: self._resource(template["Resources"][name]) for name in self.wanted}
        for output in template.get("Outputs", {}).values():
            if "Condition" not in output or self.holds(output["Condition"]):
                self.value(output["Value"])

    def _resource(self, declared):
        # One that a condition leaves out cannot be waited for either: cfn-lint has that as an error, E3005.
        for name in depends_on(declared) - self.wanted:
            self.reference(name)
        return {**declared, **{part: self.value(declared.get(part, {})) for part in ("Properties", "Metadata")}}

    def reference(self, name):
        return f"{{{name}}}" if name in self.wanted else super().reference(name)

    def attribute(self, name, attribute):
        return f"{{{name}.{attribute}}}" if name in self.wanted else super().attribute(name, attribute)

    def _function(self, name, argument):
        # What these make of a resource's attribute is not known yet.
        if name in ("Join", "Select", "Split", "Base64", "Cidr") and set(references(self.chosen(argument))) & self.wanted:
            return json.dumps([name, self.value(argument)], sort_keys=True)
        return super()._function(name, argument)


def depends_on(resource):
    """Returns the resources that one names as those to wait for."""
    given = resource.get("DependsOn", [])
    return {given} if isinstance(given, str) else set(given)


def dependencies(scope, name):
    """Returns the resources that must exist before the named one."""
    resource = scope.template["Resources"][name]
    names = depends_on(resource)
    names.update(references(scope.chosen([resource.get("Properties", {}), resource.get("Metadata", {})])))
    return names & scope.wanted


def ordered(names, needs):
    """Sorts names so that each comes after those it needs, otherwise in the order given."""
    result, open_names = {}, set()

    def visit(name):
        if name in result:
            return
        if name in open_names:
            raise TemplateError(f"Circular dependency between resources: [{', '.join(sorted(open_names))}]")
        open_names.add(name)
        for other in sorted(needs(name)):
            if other in names:
                visit(other)
        open_names.discard(name)
        result[name] = None

    for name in names:
        visit(name)
    return list(result)

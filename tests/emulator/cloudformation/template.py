"""A template: its parameters, conditions, functions, and the order of its resources."""

import base64
import json
import re

import yaml


class TemplateError(Exception):
    """The template cannot be deployed, whatever the account holds."""


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


def parameter_values(template, given, previous):
    """Returns the value of every parameter, or says which has none."""
    values = {}
    for name, declared in template.get("Parameters", {}).items():
        if name in given:
            value = previous[name] if given[name] is None else given[name]
        elif "Default" in declared:
            value = declared["Default"]
        else:
            raise TemplateError(f"Parameters: [{name}] must have values")
        pattern = declared.get("AllowedPattern")
        if pattern and not re.fullmatch(pattern, str(value)):
            raise TemplateError(f"Parameter {name} failed to satisfy constraint: {declared.get('ConstraintDescription', pattern)}")
        values[name] = value
    unknown = sorted(set(given) - set(values))
    if unknown:
        raise TemplateError(f"Parameters: {unknown} do not exist in the template")
    return values


class Scope:
    """What the functions of one stack's template can see: parameters, pseudo parameters, resources made so far."""

    def __init__(self, template, pseudo, parameters, resources):
        self.template, self.pseudo, self.parameters, self.resources = template, pseudo, parameters, resources
        self._conditions = {}

    def holds(self, name):
        """Tells whether a condition of the template is true."""
        if name not in self._conditions:
            self._conditions[name] = _true(self.value(self.template["Conditions"][name]))
        return self._conditions[name]

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
        if name in self.parameters:
            declared, value = self.template["Parameters"][name].get("Type", "String"), self.parameters[name]
            return str(value).split(",") if declared in ("CommaDelimitedList", "List<String>") else value
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
            return value[0].join(map(str, value[1]))
        if name == "Select":
            return value[1][int(value[0])]
        if name == "Split":
            return value[1].split(value[0])
        if name == "Equals":
            return value[0] == value[1]
        if name == "And":
            return all(map(_true, value))
        if name == "Or":
            return any(map(_true, value))
        if name == "Not":
            return not _true(value[0])
        if name == "Base64":
            return base64.b64encode(value.encode()).decode()
        raise TemplateError(f"Template error: Fn::{name} is not supported by the emulator")

    def _substitute(self, argument):
        text, own = (argument, {}) if isinstance(argument, str) else (argument[0], self.value(argument[1]))

        def value(match):
            name = match[1]
            if name.startswith("!"):
                return "${" + name[1:] + "}"
            if name in own:
                return str(own[name])
            return str(self.attribute(*name.split(".", 1)) if "." in name else self.reference(name))

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


def dependencies(template, name):
    """Returns the resources that must exist before the named one."""
    resource = template["Resources"][name]
    given = resource.get("DependsOn", [])
    names = {given} if isinstance(given, str) else set(given)
    names.update(references(resource.get("Properties", {})))
    return {other for other in names if other in template["Resources"]}


def ordered(names, needs):
    """Sorts names so that each comes after those it needs, otherwise in the order given."""
    result, open_names = [], set()

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
        result.append(name)

    for name in names:
        visit(name)
    return result

"""The rules of a template: what must hold between parameters, checked before anything is made.

AWS does not document how it words a broken rule; the words around the description are ours.
"""

from cloudformation import parameters
from cloudformation.errors import TemplateError

COUNTED = {
    "Fn::Not": (1, 1),
    "Fn::And": (2, 10),
    "Fn::Or": (2, 10),
    "Fn::Equals": (2, 2),
    "Fn::Contains": (2, 2),
    "Fn::EachMemberEquals": (2, 2),
    "Fn::EachMemberIn": (2, 2),
    "Fn::ValueOf": (2, 2),
    "Fn::ValueOfAll": (2, 2),
}


def check(template, values, pseudo):
    """Fails with the descriptions of all assertions that do not hold."""
    judge = _Judge(template, values, pseudo)
    broken = []
    for name, rule in template.get("Rules", {}).items():
        if "RuleCondition" in rule and not judge.holds(rule["RuleCondition"]):
            continue
        for assertion in rule["Assertions"]:
            if not judge.holds(assertion["Assert"]):
                broken.append(f"Rule {name} failed: {assertion.get('AssertDescription', 'an assertion does not hold')}")
    if broken:
        raise TemplateError(f"Template validation error: {'; '.join(broken)}")


class _Judge:
    """Evaluates the functions that AWS knows in rules, which are not those of the rest of a template."""

    def __init__(self, template, values, pseudo):
        self.declared, self.values, self.pseudo = template.get("Parameters", {}), values, pseudo

    def holds(self, node):
        value = self.value(node)
        if not isinstance(value, bool):
            raise TemplateError(f"Template validation error: {node} in Rules is neither true nor false")
        return value

    def value(self, node):
        if isinstance(node, list):
            return [self.value(item) for item in node]
        if not isinstance(node, dict):
            return node if isinstance(node, bool) else parameters.text(node)
        (name, argument), = node.items()
        if name == "Ref":
            return self._parameter(argument)
        if name == "Fn::RefAll":
            return [value for found in self._of_type(argument) for value in self._listed(found)]
        least, most = COUNTED.get(name, (0, 0))
        if not isinstance(argument, list) or not least <= len(argument) <= most:
            raise TemplateError(f"Template validation error: {name} cannot stand in Rules, or not with such arguments")
        return getattr(self, name.replace("Fn::", "_").lower())([self.value(item) for item in argument])

    @staticmethod
    def _not(values):
        return not values[0]

    @staticmethod
    def _and(values):
        return all(values)

    @staticmethod
    def _or(values):
        return any(values)

    @staticmethod
    def _equals(values):
        return values[0] == values[1]

    @staticmethod
    def _contains(values):
        return values[1] in values[0]

    @staticmethod
    def _eachmemberequals(values):
        return all(item == values[1] for item in values[0])

    @staticmethod
    def _eachmemberin(values):
        return all(item in values[1] for item in values[0])

    def _valueof(self, values):
        found = [self._attribute(values[0], item, values[1]) for item in self._listed(values[0])]
        return found if parameters.kind(self.declared[values[0]])[1] else found[0]

    def _valueofall(self, values):
        return [self._attribute(name, item, values[1]) for name in self._of_type(values[0]) for item in self._listed(name)]

    def _parameter(self, name):
        if name in self.pseudo:
            return self.pseudo[name]
        if name not in self.values:
            raise TemplateError(f"Template validation error: Rules refer to {name}, which is no parameter")
        return parameters.items(self.declared[name], self.values[name])

    def _of_type(self, kind):
        return [name for name, declared in self.declared.items() if declared.get("Type") == kind]

    def _listed(self, name):
        value = self._parameter(name)
        return value if isinstance(value, list) else [value]

    def _attribute(self, name, item, attribute):
        found = parameters.thing(parameters.kind(self.declared[name])[0], item, self.pseudo["AWS::Region"]) or {}
        if attribute.startswith("Tags."):
            return next((tag["Value"] for tag in found.get("Tags", []) if tag["Key"] == attribute[5:]), "")
        if attribute not in found:
            raise TemplateError(f"Template validation error: {name} has no attribute {attribute}")
        return found[attribute]

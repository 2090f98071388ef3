"""The parameters of a template: their values, and what each may be."""

import re

import aws
from botocore.exceptions import ClientError
from cloudformation.errors import TemplateError

LONGEST_VALUE = 4096

# What of an account a value must name, by type: service, operation, the parameter for the ids, where the answer has the things.
EXISTING = {
    "AWS::EC2::VPC::Id": ("ec2", "describe_vpcs", "VpcIds", "Vpcs"),
    "AWS::EC2::Subnet::Id": ("ec2", "describe_subnets", "SubnetIds", "Subnets"),
    "AWS::EC2::SecurityGroup::Id": ("ec2", "describe_security_groups", "GroupIds", "SecurityGroups"),
}
PLAIN = {"String", "Number", "CommaDelimitedList", "List<Number>", "List<String>"}


def text(value):
    """Returns a value as CloudFormation passes it on: every parameter is a text."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def kind(declared):
    """Returns the type of a parameter's items, and whether it has several."""
    name = declared.get("Type", "String")
    if name == "CommaDelimitedList":
        return "String", True
    several = re.fullmatch(r"List<(.+)>", name)
    return (several[1], True) if several else (name, False)


def items(declared, value):
    """Returns what Ref gives: a text, or a list of them without the blanks around each."""
    return [item.strip() for item in value.split(",")] if kind(declared)[1] else value


def values(template, given, previous, region):
    """Returns the text of every parameter, or says what is wrong with one.

    given: the values by name; None for the previous one. previous: the values that the stack has, by name.
    """
    declared = template.get("Parameters", {})
    check_names(template, given)
    for name in (name for name, value in given.items() if value is None and name not in previous):
        raise TemplateError(
            f"Invalid input for parameter key {name}. "
            "Cannot specify usePreviousValue as true for a parameter key not in the previous template"
        )
    found = {}
    for name, parameter in declared.items():
        value = given.get(name, parameter.get("Default"))
        found[name] = previous[name] if value is None else text(value)
        _check(name, parameter, found[name])
    look_up(template, found, region, aws.ACCOUNT)
    return found


def look_up(template, found, region, account):
    """Fails unless an account has what the values of parameters name by their types."""
    for name, parameter in template.get("Parameters", {}).items():
        _look_up(name, parameter, found[name], region, account)


def check_names(template, given):
    """Fails unless every parameter has a value, and every value is of a parameter."""
    declared = template.get("Parameters", {})
    unknown = [name for name in given if name not in declared]
    if unknown:
        raise TemplateError(f"Parameters: [{', '.join(unknown)}] do not exist in the template")
    missing = [name for name, parameter in declared.items() if name not in given and "Default" not in parameter]
    if missing:
        raise TemplateError(f"Parameters: [{', '.join(missing)}] must have values")


def _check(name, declared, value):
    found = items(declared, value)
    faults = [fault for item in ([found] if isinstance(found, str) else found) for fault in _faults(declared, item)]
    if len(value.encode()) > LONGEST_VALUE:
        faults.append(f"must be at most {LONGEST_VALUE} bytes long")
    if faults:
        described = declared.get("ConstraintDescription")
        if described:
            raise TemplateError(f"Parameter {name} failed to satisfy constraint: {described}")
        raise TemplateError(f"Parameter '{name}' {faults[0]}")


def _faults(declared, item):
    item_type, is_list = kind(declared)
    if item_type == "Number":
        if not re.fullmatch(r"[+-]?(\d+(\.\d*)?|\.\d+)", item):
            yield "must be a number"
        elif "MinValue" in declared and float(item) < float(declared["MinValue"]):
            yield f"must be a number not less than {declared['MinValue']}"
        elif "MaxValue" in declared and float(item) > float(declared["MaxValue"]):
            yield f"must be a number not greater than {declared['MaxValue']}"
    if "AllowedValues" in declared and item not in map(text, declared["AllowedValues"]):
        yield "must be one of AllowedValues"
    if "AllowedPattern" in declared and not re.fullmatch(declared["AllowedPattern"], item):
        yield f"must match pattern {declared['AllowedPattern']}"
    if not is_list and len(item) < int(declared.get("MinLength", 0)):
        yield f"must contain at least {declared['MinLength']} characters"
    if not is_list and len(item) > int(declared.get("MaxLength", len(item))):
        yield f"must contain at most {declared['MaxLength']} characters"


def _look_up(name, declared, value, region, account):
    item_type, _ = kind(declared)
    if item_type in PLAIN:
        return
    if item_type not in EXISTING:
        raise TemplateError(f"Template format error: Unrecognized parameter type: {declared['Type']}")
    for item in value.split(","):
        if not thing(item_type, item.strip(), region, account):
            raise TemplateError(f"Parameter validation failed: parameter value {item.strip()} for parameter name {name} does not exist")


def thing(item_type, name, region, account=aws.ACCOUNT):
    """Returns what an account has under an id; None when it has nothing."""
    service, operation, by, found = EXISTING[item_type]
    try:
        return aws.call(service, operation, region, {by: [name]}, account)[found][0]
    except ClientError:
        return None

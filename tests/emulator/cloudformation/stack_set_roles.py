"""The roles of StackSets with self-managed permissions: one where stack sets are administered, and one in each account with stacks."""

from cloudformation.errors import TemplateError
from iam import gate, principals
from iam.asked import questions
from iam.denial import AccessDenied
from iam.simulator import Question

ADMINISTRATION, EXECUTION = "AWSCloudFormationStackSetAdministrationRole", "AWSCloudFormationStackSetExecutionRole"


def assume(administrator, stack, operation):
    """Returns the session of the execution role in the account of a stack, which may call an operation of CloudFormation on it."""
    execution = f"arn:aws:iam::{stack.account}:role/{EXECUTION}"
    session = _administration(administrator)
    try:
        gate.check(session, [Question("sts:AssumeRole", execution)])
    except AccessDenied as error:
        trust = f"with trust relationship to Role '{ADMINISTRATION}'"
        raise TemplateError(f"Account {stack.account} should have '{EXECUTION}' role {trust}. ({error})") from error
    principal = principals.of_role(execution)
    try:
        gate.check(principal, questions("cloudformation", operation, {"StackName": stack.id}, stack.region, stack.account))
    except AccessDenied as error:
        raise TemplateError(str(error)) from error
    return principal


def _administration(account):
    try:
        return principals.assumed_by(f"arn:aws:iam::{account}:role/{ADMINISTRATION}", "cloudformation.amazonaws.com")
    except AccessDenied as error:
        trust = "with trust relationship to CloudFormation service"
        raise TemplateError(f"Account {account} should have '{ADMINISTRATION}' role {trust}. ({error})") from error

"""A denial in AWS's words, for code and on the wire."""

import json

from werkzeug.wrappers import Response

from iam.simulator import DENIED_EXPLICITLY

IDENTITY, RESOURCE, BOUNDARY, ENDPOINT = "identity-based policy", "resource-based policy", "permissions boundary", "VPC endpoint policy"


class AccessDenied(Exception):
    """IAM has denied a call."""

    def __init__(self, principal, question, decision, kind):
        """Takes the kind of policy that makes the difference."""
        article = "an" if kind == IDENTITY else "a"
        what = f"{question.action} on resource: {question.resource}"
        explicitly = f"with an explicit deny in {article} {kind}"
        why = explicitly if decision == DENIED_EXPLICITLY else f"because no {kind} allows the {question.action} action"
        super().__init__(f"User: {principal.arn} is not authorized to perform: {what} {why}")


def answer(call, error):
    """Returns the response of a service to a call that IAM has denied."""
    message, protocol = str(error), call.model.protocol
    if protocol == "ec2":
        error = _error("UnauthorizedOperation", f"You are not authorized to perform this operation. {message}")
        return _xml(403, f"<Response><Errors>{error}</Errors></Response>")
    if call.service == "s3":
        return _xml(403, _error("AccessDenied", message))
    if protocol == "query":
        return _xml(403, f"<ErrorResponse>{_error('AccessDenied', message)}</ErrorResponse>")
    status = 403 if protocol == "rest-json" else 400
    body = json.dumps({"__type": "AccessDeniedException", "message": message, "Message": message})
    return Response(body, status, {"x-amzn-errortype": "AccessDeniedException", "Content-Type": "application/json"})


def missing():
    """Returns the answer to a call that nobody has signed."""
    return _xml(403, f"<ErrorResponse>{_error('MissingAuthenticationToken', 'Request is missing Authentication Token')}</ErrorResponse>")


def _error(code, message):
    return f"<Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error>"


def _xml(status, body):
    return Response(f'<?xml version="1.0" encoding="UTF-8"?>\n{body}', status, {"Content-Type": "text/xml"})

"""Answers of services to calls that come too fast, each as its protocol has it."""

import itertools
import json
import re
from urllib.parse import parse_qs

import weather
from werkzeug.wrappers import Response

READS = re.compile(
    "(Get|List|Describe|Head|Lookup|BatchGet|Filter|Search"
    "|Simulate|Validate|Test|Detect|Estimate|AssumeRole|ReceiveMessage)"
)
_CALLS = itertools.count(1)


def answer(request):
    """Returns the answer to a call that is refused for now, or None."""
    every = weather.NOW["throttleEvery"]
    if not every:
        return None
    service = re.search(r"Credential=[^/]+/\d+/[^/]+/([^/]+)/aws4_request", request.headers.get("Authorization", ""))
    if service is None or not changes(request) or next(_CALLS) % every:
        return None
    weather.HAPPENED["throttleEvery"] += 1
    return refusal(request, service[1])


def changes(request):
    """Returns whether a call changes anything. What CloudFormation's clients ask in CBOR, as CloudWatch's do, is left alone."""
    if "smithy-protocol" in request.headers:
        return False
    operation = _operation(request)
    return not READS.match(operation) if operation else request.method in ("PUT", "POST", "DELETE")


def _operation(request):
    if target := request.headers.get("X-Amz-Target"):
        return target.rpartition(".")[2]
    if request.content_type and request.content_type.startswith("application/x-www-form-urlencoded"):
        return parse_qs(request.get_data(as_text=True)).get("Action", [""])[0]
    return ""


def refusal(request, service):
    if service == "s3":
        error = "<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>"
        return Response(error, status=503, mimetype="application/xml")
    if service == "ec2":
        error = "<Error><Code>RequestLimitExceeded</Code><Message>Request limit exceeded.</Message></Error>"
        return Response(f"<Response><Errors>{error}</Errors><RequestID>0</RequestID></Response>", status=503, mimetype="application/xml")
    if "X-Amz-Target" in request.headers:
        body = json.dumps({"__type": "ThrottlingException", "message": "Rate exceeded"})
        return Response(body, status=400, mimetype="application/x-amz-json-1.1")
    if _operation(request):
        error = "<Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error>"
        return Response(f"<ErrorResponse>{error}<RequestId>0</RequestId></ErrorResponse>", status=400, mimetype="text/xml")
    headers = {"x-amzn-errortype": "TooManyRequestsException"}
    return Response(json.dumps({"message": "Rate exceeded"}), status=429, mimetype="application/json", headers=headers)

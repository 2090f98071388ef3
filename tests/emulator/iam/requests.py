"""What a request over HTTP asks for: service, operation and parameters, by the models that the SDKs are made from."""

import functools
import json
import re
from urllib.parse import parse_qsl, unquote
from xml.sax.saxutils import unescape

from moto.core.parse import PROTOCOL_PARSERS
from moto.core.utils import get_service_model
from werkzeug.datastructures import MultiDict

CREDENTIAL = re.compile(r"Credential=(?P<key>[^/]+)/\d+/(?P<region>[^/]+)/(?P<service>[^/]+)/aws4_request")
OBJECT = re.compile(r"<Key>([^<]*)</Key>(?:<VersionId>([^<]*)</VersionId>)?")
CBOR = re.compile(r"/service/\w+/operation/(\w+)$")
# Where the name in a signature is not that of the model.
MODELS = {"elasticfilesystem": "efs", "elasticloadbalancing": "elbv2", "monitoring": "cloudwatch", "tagging": "resourcegroupstaggingapi"}


class Call:
    """One signed request."""

    def __init__(self, request, key, region, model, operation, parameters):
        self.request, self.key, self.region = request, key, region
        self.model, self.operation, self.parameters = model, operation, parameters
        self.service = model.service_name


_model = functools.cache(get_service_model)


def signature(request):
    """Returns who has signed a request and for which service: key, region, service; None if nobody has."""
    in_query = "Credential=" + request.args.get("X-Amz-Credential", "")
    return CREDENTIAL.search(request.headers.get("Authorization", "")) or CREDENTIAL.search(in_query)


def read(request, found):
    """Returns the call of a request by its signature; None where nothing is known of the service or the operation."""
    name = MODELS.get(found["service"], found["service"])
    try:
        model = _model(name)
    except Exception:
        return None
    operation, parameters = _rest(request, model) if model.protocol.startswith("rest") else _named(request, model)
    return None if operation is None else Call(request, found["key"], found["region"], model, operation, parameters)


def _named(request, model):
    if found := CBOR.match(request.path):
        return found[1], {}  # of services that have no questions of their own
    target = request.headers.get("X-Amz-Target", "")
    if target:
        return target.split(".")[-1], json.loads(request.get_data() or b"{}")
    values = MultiDict(parse_qsl(request.get_data(as_text=True), keep_blank_values=True))
    operation = values.get("Action") or request.args.get("Action")
    if operation is None or operation not in model.operation_names:
        return None, {}
    parser = PROTOCOL_PARSERS["ec2" if model.protocol == "ec2" else "query"](model.operation_model(operation))
    parsed = parser.parse({
        "method": "POST", "values": values, "headers": request.headers, "body": request.get_data(), "url_path": "/", "url_params": {},
    })
    return operation, dict(parsed or {})


@functools.cache
def _routes(name):
    """Returns for each operation: method, pattern of the path, what the query must have, and its name; the most exact first."""
    routes = []
    for operation in (_model(name).operation_model(item) for item in _model(name).operation_names):
        path, _, query = operation.http["requestUri"].partition("?")
        pattern = re.sub(r"\\\{(\w+)(\\\+)?\\\}", lambda item: f"(?P<{item[1]}>{'.+' if item[2] else '[^/]+'})", re.escape(path))
        needed = {pair.partition("=")[0]: pair.partition("=")[2] for pair in query.split("&") if pair}
        copies = operation.name in ("CopyObject", "UploadPartCopy")
        order = -len(needed) - copies, path.count("{")
        routes.append((*order, operation.http["method"], re.compile(f"{pattern}/?$"), needed, copies, operation.name))
    return sorted(routes, key=lambda route: route[:2])


def _rest(request, model):
    path = unquote(request.path)
    host = re.match(r"(.+)\.localhost(:\d+)?$", request.host)
    if model.service_name == "s3" and host:
        path = f"/{host[1]}{path}"
    for _, _, method, pattern, needed, copies, operation in _routes(model.service_name):
        found = pattern.match(path) if method == request.method else None
        if found is None or not all(key in request.args and value in ("", request.args[key]) for key, value in needed.items()):
            continue
        if copies and "x-amz-copy-source" not in request.headers:
            continue
        parameters = {**request.args.to_dict(), **found.groupdict()}
        if copies:
            parameters["CopySource"] = unquote(request.headers["x-amz-copy-source"])
        if operation == "DeleteObjects":
            parameters["Objects"] = [(unescape(key), bool(version)) for key, version in OBJECT.findall(request.get_data(as_text=True))]
        if model.protocol == "rest-json" and operation != "Invoke":
            parameters.update(json.loads(request.get_data() or b"{}"))
        return operation, parameters
    return None, {}

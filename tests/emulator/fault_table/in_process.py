"""AWS within this process, so that a copy of it is a copy of the account: no server, no threads, no other processes."""

import functools
import io
import json
import os
import sys
import zipfile

import environment

PORT = "5000"  # nobody listens there
os.environ.update(environment.of_clients(PORT) | {"MOTO_PORT": PORT, "MOTO_IAM_LOAD_MANAGED_POLICIES": "false"})

import boto3  # noqa: E402
from botocore.awsrequest import AWSResponse  # noqa: E402
from botocore.httpsession import URLLib3Session  # noqa: E402
from botocore.useragent import UserAgentString  # noqa: E402
from moto.cloudformation import urls  # noqa: E402
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app  # noqa: E402
from moto.servicecatalog import urls as catalog_urls  # noqa: E402
from urllib3 import HTTPHeaderDict  # noqa: E402
from werkzeug.test import EnvironBuilder, run_wsgi_app  # noqa: E402

import answers  # noqa: E402
import aws  # noqa: E402
import runtime  # noqa: E402
import services  # noqa: E402
from cloudformation.api import CloudFormationApi  # noqa: E402
from iam import gate, handlers  # noqa: E402
from servicecatalog.api import ServiceCatalogApi  # noqa: E402

REGION = "eu-central-1"


class _Raw(io.BytesIO):
    """A body as urllib3 hands it out."""

    def stream(self, *_, **__):
        yield self.read()


class Clock:
    """Waiting is skipped; the time goes on as if it had not been."""

    skipped = 0


def start():
    """Takes the place of the network for botocore, and of the processes in which functions run."""
    urls.url_paths = {"{0}/$": CloudFormationApi.dispatch}
    catalog_urls.url_paths = {"{0}/$": ServiceCatalogApi.dispatch}
    services.mend()
    # Rights are another table: the process that decides about them cannot be shared by copies of this one.
    gate.check = gate.decide = lambda principal, found: None
    handlers.check = lambda run, operation: None
    UserAgentString.to_string = lambda _: "fault-table"
    application = DomainDispatcherApplication(create_backend_app)
    URLLib3Session.send = lambda _, request: _send(application, request)
    runtime.run, runtime.start = run, lambda function, event: run(function, event)


def _send(application, request):
    headers = {key: value.decode() if isinstance(value, bytes) else value for key, value in request.headers.items()}
    body = request.body.read() if hasattr(request.body, "read") else request.body
    builder = EnvironBuilder(method=request.method, base_url=aws.endpoint(), headers=headers, data=body or b"")
    environ = builder.get_environ()
    # As the client wrote it: ARNs in a path have encoded colons and slashes.
    path, _, query = request.url.removeprefix(aws.endpoint()).partition("?")
    environ |= {"PATH_INFO": _decoded(path), "QUERY_STRING": query, "RAW_URI": path, "REQUEST_URI": path + ("?" + query if query else "")}
    content, status, answered = run_wsgi_app(application, environ)
    answered = HTTPHeaderDict(list(answered))
    response = AWSResponse(request.url, int(status.split()[0]), answered, _Raw(b"".join(content)))
    if not request.stream_output:
        response.content  # noqa: B018 (read now, as botocore does)
    return response


def _decoded(path):
    from urllib.parse import unquote_to_bytes

    return unquote_to_bytes(path).decode("latin-1")


class Context:
    """What a function knows of its invocation."""

    aws_request_id = "00000000-0000-0000-0000-000000000000"
    log_stream_name = "emulated"

    def __init__(self, function, now):
        self.invoked_function_arn, self.function_name = function.function_arn, function.function_name
        self._now, self._end = now, now() + int(function.timeout)

    def get_remaining_time_in_millis(self):
        return int((self._end - self._now()) * 1000)


def run(function, event):
    """Runs a function to its end; returns what it returned, and whether that is an error."""
    if not (function.run_time or "").startswith("python"):
        raise NotImplementedError(f"functions of {function.run_time} are not run by the emulator")
    module = _module(function.code_sha_256, function.code_bytes)
    Clock.skipped = 0
    # The functions' log is of no interest here.
    out, sys.stdout, error, sys.stderr = sys.stdout, io.StringIO(), sys.stderr, io.StringIO()
    try:
        return module["handler"](json.loads(json.dumps(event)), Context(function, module["now"])), False
    except Exception as failure:
        return {"errorMessage": str(failure), "errorType": type(failure).__name__}, True
    finally:
        sys.stdout, sys.stderr = out, error


@functools.cache
def _module(_, archive):
    import time

    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        module = {"__name__": "index"}
        exec(compile(opened.read("index.py"), "index.py", "exec"), module)  # noqa: S102 (the code of the product)
    real = time.time

    def sleep(seconds):
        Clock.skipped += seconds

    module.update(sleep=sleep, now=lambda: real() + Clock.skipped, boto3=_Boto3)
    module["urllib"] = _Urllib
    return module


class _Boto3:
    """Making a client takes longer than its call."""

    @staticmethod
    @functools.cache
    def _client(service):
        return boto3.client(service)

    @staticmethod
    def client(service, **_):
        return _Boto3._client(service)


class _Urllib:
    """The answer of a function goes where it is waited for."""

    class request:  # noqa: N801 (as in the library)
        class Request:
            def __init__(self, url, data, headers, method):
                self.url, self.data = url, data

        @staticmethod
        def urlopen(request, timeout):
            answers.receive(request.url.rsplit("/", 1)[1], request.data)
            return io.BytesIO()

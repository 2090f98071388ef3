"""Starts an emulated AWS for the deployment tests: moto's services, mended, with a CloudFormation of our own.

    python3 tests/emulator/server.py --port 5000 --log emulator.log

The log has one line for each call. `/emulator/...` is for the tests: `GET ready`, `GET state`, `GET decided`, `PUT faults`,
`PUT task-exits`, `PUT image-digests`, `PUT weather`, `GET weather`, `PUT account`, `PUT schedules/<name>`, `PUT polls`,
`PUT answers/<token>`.
"""

import argparse
import atexit
import io
import json
import logging
import os
import signal
import sys
import threading

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--port", type=int, required=True)
parser.add_argument("--log", required=True)
parser.add_argument("--with-parent", action="store_true", help="end when standard input ends, which it does with whoever started this")
arguments = parser.parse_args()
# moto reads its settings when it is imported.
os.environ["MOTO_PORT"] = str(arguments.port)
os.environ["AWS_EC2_METADATA_DISABLED"] = "true"
os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"  # the bootstrap gives its roles two of AWS's own policies

from moto.core.model_instances import model_data  # noqa: E402
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app  # noqa: E402
from werkzeug.serving import WSGIRequestHandler, run_simple  # noqa: E402
from werkzeug.wrappers import Request, Response  # noqa: E402

import answers  # noqa: E402
import faults  # noqa: E402
import runtime  # noqa: E402
import services  # noqa: E402
import throttling  # noqa: E402
import weather  # noqa: E402
from cloudformation.api import CloudFormationApi  # noqa: E402
from iam import gate  # noqa: E402
from iam.simulator import SIMULATOR  # noqa: E402
from moto.cloudformation import urls  # noqa: E402
from moto.servicecatalog import urls as catalog_urls  # noqa: E402
from servicecatalog.api import ServiceCatalogApi  # noqa: E402
from services import account, fargate, pollers, scheduler  # noqa: E402


class KeepAlive(WSGIRequestHandler):
    """HTTP/1.1, so that a client keeps its connection; making one takes longer than most calls."""

    protocol_version = "HTTP/1.1"


class Emulator:
    """moto's server, and beside it what the tests and CloudFormation's functions need."""

    def __init__(self):
        self._moto = DomainDispatcherApplication(create_backend_app)

    def __call__(self, environ, start_response):
        path = environ.get("PATH_INFO", "")
        if path.startswith("/emulator/"):
            return self._own(Request(environ), path.removeprefix("/emulator/"))(environ, start_response)
        request = Request(environ)
        body = request.get_data(cache=True)
        # What is read of a call is gone for whoever reads it next.
        environ["wsgi.input"], environ["CONTENT_LENGTH"] = io.BytesIO(body), str(len(body))
        return (throttling.answer(request) or gate.refuse(request) or self._moto)(environ, start_response)

    @staticmethod
    def _own(request, path):
        body = request.get_data()
        if path == "faults":
            faults.FAULTS[:] = json.loads(body)
        elif path == "account":
            account.put(json.loads(body))
        elif path == "task-exits":
            fargate.EXITS.clear()
            fargate.EXITS.update(json.loads(body))
        elif path == "image-digests":
            fargate.DIGESTS.clear()
            fargate.DIGESTS.update(json.loads(body))
        elif path == "weather" and request.method == "GET":
            return Response(json.dumps(weather.HAPPENED), mimetype="application/json")
        elif path == "weather":
            weather.put(json.loads(body))
        elif path.startswith("answers/"):
            if not answers.receive(path.removeprefix("answers/"), body):
                return Response("nobody waits for this answer", status=404)
        elif path.startswith("schedules/"):
            return Response(json.dumps(scheduler.fire(path.removeprefix("schedules/"))), mimetype="application/json")
        elif path == "polls":
            pollers.poll()
        elif path == "state":
            return Response(json.dumps(state()), mimetype="application/json")
        elif path == "decided":
            counts = {"asked": SIMULATOR.asked, "simulated": SIMULATOR.simulated}
            decided = {"principals": gate.DECIDED, "silent": gate.SILENT, "undecided": gate.UNDECIDED, **counts}
            return Response(json.dumps(decided), mimetype="application/json")
        elif path != "ready":
            return Response("unknown", status=404)
        return Response("ok")


def state():
    """All that moto's services hold, as text by service. CloudFormation is not moto's, and the content of S3's objects is in files."""
    return {service: repr(_instances(models)) for service, models in model_data.items()}


def _instances(models):
    return [vars(item) for model in models.values() for item in list(model.instances_tracked)]


def end_with_parent():
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


def main():
    logging.basicConfig(filename=arguments.log, level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("botocore").setLevel(logging.WARNING)
    urls.url_paths = {"{0}/$": CloudFormationApi.dispatch}
    catalog_urls.url_paths = {"{0}/$": ServiceCatalogApi.dispatch}
    services.mend()
    atexit.register(runtime.stop)
    atexit.register(pollers.stop)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    if arguments.with_parent:
        threading.Thread(target=end_with_parent, daemon=True).start()
    run_simple("127.0.0.1", arguments.port, Emulator(), threaded=True, request_handler=KeepAlive)


main()

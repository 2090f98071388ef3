"""Lambda's pollers: moto has none that reads a queue for a Java function.

They look when a test says so (`PUT /emulator/polls`): a message goes to its function, is deleted when that succeeds, and comes again at
once when it fails, until the queue sets it aside. Before, what tasks do in the background has ended.
"""

import base64
import logging
import subprocess
import tempfile
import uuid
import zipfile
from io import BytesIO
from pathlib import Path

import aws
from moto.awslambda.models import lambda_backends
from services import public_images
from services.agent import trouble_of_poller

WORKER = Path(__file__).parent.parent / "JavaWorker.java"
_WORKERS = {}


class Worker:
    """A Java process with the code of one version of a function."""

    def __init__(self, function):
        self.directory = tempfile.TemporaryDirectory(prefix="function-")
        with zipfile.ZipFile(BytesIO(function.code_bytes)) as archive:
            archive.extractall(self.directory.name)
        quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
        self.process = subprocess.Popen(
            ["java", *quick, "-cp", self.directory.name, str(WORKER), function.handler],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )

    def run(self, messages):
        """Returns the log lines and the ids of the messages that failed."""
        fields = [field for item in messages for field in (item["MessageId"], base64.b64encode(item["Body"].encode()).decode())]
        self.process.stdin.write("\t".join(fields) + "\n")
        self.process.stdin.flush()
        log, _, failed = self.process.stdout.readline().rstrip("\n").partition("\t")
        return base64.b64decode(log).decode().splitlines(), set(failed.split(",")) - {""}


def poll(region="eu-central-1", account=aws.ACCOUNT):
    """Lets every mapping of a Java function look at its queue once."""
    public_images.wait()
    for mapping in list(lambda_backends[account][region]._event_source_mappings.values()):
        function = lambda_backends[account][region].get_function(mapping.function_arn)
        if not mapping.enabled or not (function.run_time or "").startswith("java"):
            continue
        *_, queue_account, name = mapping.event_source_arn.split(":")
        if denied := trouble_of_poller(function.role, mapping.event_source_arn, account):
            logging.info("not polled: %s", denied)
            continue
        queue = aws.call("sqs", "get_queue_url", region, {"QueueName": name}, queue_account)["QueueUrl"]
        received = aws.call(
            "sqs", "receive_message", region, {"QueueUrl": queue, "MaxNumberOfMessages": min(mapping.batch_size, 10)}, queue_account,
        ).get("Messages", [])
        if received:
            _deliver(function, region, queue, queue_account, received)


def _deliver(function, region, queue, account, messages):
    key = (function.function_arn, function.code_sha_256)
    if key not in _WORKERS:
        _WORKERS[key] = Worker(function)
    lines, failed = _WORKERS[key].run(messages)
    group = (function.get_configuration().get("LoggingConfig") or {}).get("LogGroup") or f"/aws/lambda/{function.function_name}"
    if lines:
        public_images.write(region, group, f"2026/01/01/[1]{uuid.uuid4().hex}", lines)
    for item in messages:
        place = {"QueueUrl": queue, "ReceiptHandle": item["ReceiptHandle"]}
        if item["MessageId"] in failed:
            aws.call("sqs", "change_message_visibility", region, {**place, "VisibilityTimeout": 0}, account)
        else:
            aws.call("sqs", "delete_message", region, place, account)


def stop():
    """Ends all processes."""
    for worker in _WORKERS.values():
        worker.process.kill()
        worker.process.wait()
        worker.directory.cleanup()
    _WORKERS.clear()

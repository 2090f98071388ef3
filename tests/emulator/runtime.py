"""Runs Python functions: each in a process of its own that stays for the next event, as Lambda keeps its environments."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import zipfile
from io import BytesIO
from pathlib import Path

import aws
from iam import gate, principals
from iam.asked.compute import environment

WORKER = Path(__file__).with_name("worker.py")
_WORKERS = {}
_LOCK = threading.Lock()


class Worker:
    """A process that imports one function's code and runs events, one after the other."""

    def __init__(self, function):
        self.directory = tempfile.TemporaryDirectory(prefix="function-")
        with zipfile.ZipFile(BytesIO(function.code_bytes)) as archive:
            archive.extractall(self.directory.name)
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": self.directory.name,
            "AWS_ENDPOINT_URL": aws.endpoint(),
            **_credentials(function),
            "AWS_EC2_METADATA_DISABLED": "true",
            "AWS_REGION": function.region,
            "AWS_DEFAULT_REGION": function.region,
            "AWS_LAMBDA_FUNCTION_NAME": function.function_name,
            **function.environment_vars,
        }
        self.process = subprocess.Popen(
            [sys.executable, "-u", str(WORKER), function.handler, str(function.timeout), function.function_arn],
            cwd=self.directory.name, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        self._turn = threading.Lock()

    def run(self, event):
        """Returns what the function returned, and whether that is an error."""
        with self._turn:
            self.process.stdin.write(json.dumps(event) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        if not line:
            return {"errorMessage": "the process of the function has ended", "errorType": "Runtime.ExitError"}, True
        answer = json.loads(line)
        return answer["result"], answer["failed"]


def _credentials(function):
    """Returns the keys of the function's role, which must trust Lambda."""
    principals.assumed_by(function.role, "lambda.amazonaws.com", source_account=function.account_id, source_arn=function.function_arn)
    session = {"RoleArn": function.role, "RoleSessionName": function.function_name}
    made = aws.call("sts", "assume_role", function.region, session)["Credentials"]
    principals.CODE[made["AccessKeyId"]] = {"lambda:SourceFunctionArn": function.function_arn}
    names = {"AWS_ACCESS_KEY_ID": "AccessKeyId", "AWS_SECRET_ACCESS_KEY": "SecretAccessKey", "AWS_SESSION_TOKEN": "SessionToken"}
    return {variable: made[name] for variable, name in names.items()}


def _worker(function):
    """Returns the process for the function as it is now; other code or another environment needs another one."""
    key = (function.function_arn, function.code_sha_256, json.dumps(function.environment_vars, sort_keys=True), function.timeout)
    with _LOCK:
        if key not in _WORKERS or _WORKERS[key].process.poll() is not None:
            _WORKERS[key] = Worker(function)
        return _WORKERS[key]


def run(function, event):
    """Runs a function to its end."""
    if not (function.run_time or "").startswith("python"):
        raise NotImplementedError(f"functions of {function.run_time} are not run by the emulator")
    if not gate.allows(principals.of_role(function.role), environment(function)):
        denied = "Lambda was unable to decrypt the environment variables because KMS access was denied."
        return {"errorMessage": denied, "errorType": "KMSAccessDeniedException"}, True
    return _worker(function).run(event)


def start(function, event):
    """Runs a function in the background; a failure goes to its dead-letter queue."""

    def work():
        result, failed = run(function, event)
        target = function.kept.get("DeadLetterConfig", {}).get("TargetArn")
        if failed and target:
            url = aws.call("sqs", "get_queue_url", function.region, {"QueueName": target.split(":")[-1]})["QueueUrl"]
            reason = {"DataType": "String", "StringValue": str(result.get("errorMessage"))[:900]}
            message = {"QueueUrl": url, "MessageBody": json.dumps(event), "MessageAttributes": {"ErrorMessage": reason}}
            aws.call("sqs", "send_message", function.region, message)

    threading.Thread(target=work, daemon=True).start()


def stop():
    """Ends all processes."""
    for worker in _WORKERS.values():
        worker.process.kill()
        worker.process.wait()
        worker.directory.cleanup()
    _WORKERS.clear()

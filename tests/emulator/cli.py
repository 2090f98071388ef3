"""The AWS CLI, without a process for each call: reads what stands behind `aws` as a JSON array from each line, answers with JSON on a line.

    ["sqs", "list-queues", "--region", "eu-central-1"] -> {"exitCode": 0, "output": "...", "error": ""}
"""

import contextlib
import functools
import io
import json
import os
import sys

from awscli.clidriver import create_clidriver

# Said each time: the CLI does not look into the environment for every service.
ENDPOINT = ["--endpoint-url", os.environ["AWS_ENDPOINT_URL"]]
# What is written to a file is seen by clients alone that are made after the file is known.
STREAMS = (["lambda", "invoke"], ["s3api", "get-object"])
driver = create_clidriver()
make = driver.session.create_client
# Making a client takes longer than its call.
kept = functools.cache(make)
set_up = driver._emit_session_event


def set_up_once(parsed):
    """What the CLI adds to its session for each command stays there: every call would run the handlers of all calls before."""
    driver._emit_session_event = lambda _: None
    set_up(parsed)


driver._emit_session_event = set_up_once


def run(arguments):
    driver.session.create_client = make if arguments[:2] in STREAMS else kept
    output, error = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(error):
        try:
            exit_code = driver.main(arguments + ENDPOINT)
        except SystemExit as end:
            exit_code = end.code
    return {"exitCode": exit_code, "output": output.getvalue(), "error": error.getvalue()}


for line in sys.stdin:
    print(json.dumps(run(json.loads(line))), flush=True)

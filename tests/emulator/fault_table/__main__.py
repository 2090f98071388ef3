"""Plays the rows and writes the results."""

import argparse
import sys
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fault_table import in_process  # noqa: E402

in_process.start()

from fault_table.account import Templates  # noqa: E402
from fault_table.alarms import Alarms  # noqa: E402
from fault_table.rows import Story  # noqa: E402
from fault_table.strikes import Strikes, leave  # noqa: E402


def chosen(arguments):
    """Returns a function that says whether a row is played: each is in one part, whatever the other rows are."""
    number, parts = map(int, arguments.part.split("/"))

    def is_chosen(stack, change, verb, logical_id):
        return arguments.change in change and zlib.crc32(f"{stack} {change} {verb} {logical_id}".encode()) % parts == number - 1

    return is_chosen


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("templates", help="directory with stories.json, next.json and a cloud assembly for each deployment")
    parser.add_argument("results", help="file for the rows, one JSON object a line")
    parser.add_argument("--workers", type=int, default=1, help="how many rows run side by side; default: 1")
    parser.add_argument("--stack", action="append", help="a stack of which the rows are played; default: all")
    parser.add_argument("--part", default="1/1", help="K/N: the K-th of N parts of the rows; default: all")
    parser.add_argument("--change", default="", help="a part of the names of the deployments of which the rows are played; default: all")
    parser.add_argument("--alarms", action="store_true", help="instead of the rows: an alarm at each step of the upgrade")
    arguments = parser.parse_args()
    templates = Templates(arguments.templates)
    templates.prepare()
    strikes = Strikes(arguments.workers)
    Story(next(iter(templates.stories)), templates, strikes, None, None).warm_up()
    if arguments.alarms:
        Alarms(Story(next(iter(templates.stories)), templates, strikes, None, None), strikes, arguments.results).play()
        return
    for stack in arguments.stack or templates.stories:
        if strikes.fork():
            leave(Story(stack, templates, strikes, arguments.results, chosen(arguments)).play)
    strikes.wait()


main()

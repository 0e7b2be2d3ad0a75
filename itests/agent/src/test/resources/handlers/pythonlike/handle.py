#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Behaves as handlers in Python do: versions are text, keys of odd case, "failed" as a status."""
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def surroundings():
    with open(os.path.join(HERE, "HandlerEnvironment.json")) as source:
        whole = json.load(source)
    return whole[0]["handlerEnvironment"]


def newest(folder):
    """The number of the settings that were written last, as such handlers find it."""
    numbers = [int(name.split(".")[0]) for name in os.listdir(folder) if name.endswith(".settings")]
    return max(numbers, key=lambda n: os.path.getmtime(os.path.join(folder, "%d.settings" % n)))


def settings(folder, number):
    with open(os.path.join(folder, "%d.settings" % number)) as source:
        whole = json.load(source)
    return whole["runtimeSettings"][0]["handlerSettings"]["publicSettings"] or {}


def report(folder, number, status, code, message):
    document = [{
        "version": "1.0",
        "timestampUTC": "2026-01-01T00:00:00Z",
        "status": {
            "name": "PythonLike",
            "operation": "Enable",
            "status": status,
            "code": str(code),
            "formattedMessage": {"lang": "en-US", "message": message},
        },
    }]
    path = os.path.join(folder, "%d.status" % number)
    with open(path + ".tmp", "w") as target:
        json.dump(document, target)
    os.rename(path + ".tmp", path)


def main():
    where = surroundings()
    command = sys.argv[1].lstrip("-")
    number = newest(where["configFolder"])
    with open(os.path.join(where["logFolder"], "extension.log"), "a") as log:
        log.write("%s %s\n" % (command, os.environ["ConfigSequenceNumber"]))
    if command != "enable":
        return 0
    wish = settings(where["configFolder"], number)
    if wish.get("fail"):
        report(where["statusFolder"], number, "failed", 51, "could not do %s" % wish["fail"])
        return 0
    report(where["statusFolder"], number, "success", 0, "did %d" % number)
    return 0


if __name__ == "__main__":
    sys.exit(main())

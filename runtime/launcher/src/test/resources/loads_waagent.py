# SPDX-License-Identifier: Apache-2.0
# Loads the agent's launcher as handlers in Python do, and calls what they call.
# Arguments: the launcher, a folder to write in, and how to load: imp, loader, or exec.
import io
import json
import os
import sys

sys.dont_write_bytecode = True
launcher, folder, way = sys.argv[1:]
lib = os.path.join(folder, "lib")
os.environ["AZURE_GUEST_AGENT_EXTENSION_PATH"] = os.path.join(lib, "Old.Handler-1.0.0")


def load():
    if way == "imp":
        import imp
        return imp.load_source("waagent", launcher)
    if way == "loader":
        import importlib.machinery
        import importlib.util
        loader = importlib.machinery.SourceFileLoader("waagent", launcher)
        spec = importlib.util.spec_from_loader("waagent", loader)
        module = importlib.util.module_from_spec(spec)
        loader.exec_module(module)
        return module
    import types
    module = types.ModuleType("waagent")
    with io.open(launcher, encoding="ascii") as source:
        exec(compile(source.read(), launcher, "exec"), module.__dict__)
    return module


def same(seen, wanted):
    if seen != wanted:
        raise AssertionError("%r is not %r" % (seen, wanted))


def read(*names):
    with io.open(os.path.join(folder, *names), encoding="utf-8") as source:
        return source.read()


before = set(os.listdir(folder))
waagent = load()
same(set(os.listdir(folder)), before)

# Log
log = os.path.join(folder, "log")
waagent.Log("to nobody yet")
waagent.LoggerInit(log, os.path.join(folder, "console"))
waagent.Log("one")
waagent.Error("two\nthree")
waagent.Warn(u"\u00e4")
waagent.LogIfVerbose("never")
lines = read("log").splitlines()
same([line[20:] for line in lines], ["one", "ERROR:two", "ERROR:three", u"WARNING:\u00e4"])
same(read("console"), read("log"))
waagent.LoggerInit("/missing/log", "/missing/console")
waagent.Log("a log that can't be written")
waagent.LoggerInit(log, None, True)

# Programs
same(waagent.Run("exit 3"), 3)
same(waagent.Run("exit 3", False), 3)
same(waagent.RunGetOutput("echo out; echo err >&2"), (0, "out\nerr\n"))
same(waagent.RunGetOutput(["printf", "%s", "a b"], chk_err=False, log_cmd=False), (0, "a b"))
same(waagent.RunGetOutput(["/missing/program"])[0] != 0, True)
same(waagent.RunSendStdin("cat; exit 4", "given", False), (4, "given"))
same("exit 3" in read("log"), True)

# Files
name = os.path.join(folder, "file")
same(waagent.SetFileContents(name, "text"), 0)
same(waagent.AppendFileContents(name, b" more"), 0)
same(waagent.GetFileContents(name), "text more")
same(waagent.GetFileContents(name, asbin=True), b"text more")
same(waagent.ReplaceFileContentsAtomic(name, u"\u00e4"), None)
same(waagent.GetFileContents(name, True), b"\xc3\xa4")
same(waagent.GetFileContents("/missing/file"), None)
same(waagent.SetFileContents("/missing/file", "text"), None)

# Configuration and machine
waagent.SetFileContents(name, '# Lib.Dir=/no\nLib.Dir="/data" # there\r\nHttpProxy.Host=None\nodd\n')
conf = waagent.ConfigurationProvider(name)
same((conf.get("Lib.Dir"), conf.get("HttpProxy.Host"), conf.get("odd")), ("/data", None, None))
same(len(waagent.DistInfo()), 2)
same(waagent.GetMyDistro().getTotalMemory() > 0, True)
same(waagent.GetMyDistro().checkPackageInstalled("there-is-no-such-package"), 0)

# Events
same(waagent.LibDir, lib)
operation = waagent.WALAEventOperation.Enable
waagent.AddExtensionEvent(name="Old.Handler", op=operation, isSuccess=True, message=u"\u00e4")
events = [event for event in os.listdir(os.path.join(lib, "events"))]
same([event.endswith(".tld") for event in events], [True])
event = json.loads(read("lib", "events", events[0]))
same((event["eventId"], event["providerId"]), (1, "69B669B9-4AF8-4C50-BDC4-6006FA76E975"))
values = dict((each["name"], each["value"]) for each in event["parameters"])
same(values["Name"], "Old.Handler")
same(values["Operation"], "Enable")
same(values["OperationSuccess"], True)
same(values["Message"], u"\u00e4")
same(values["Duration"], 0)
for number in range(1100):
    with open(os.path.join(lib, "events", "%04d.tld" % number), "w"):
        pass
waagent.AddExtensionEvent("Old.Handler", operation, False, 12, "1.0", "the newest")
left = os.listdir(os.path.join(lib, "events"))
same(len(left), 1000)
same("1099.tld" in left, True)

waagent.LibDir = "/missing"
waagent.AddExtensionEvent("Old.Handler", operation, True)

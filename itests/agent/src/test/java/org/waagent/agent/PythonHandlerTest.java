// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.waagent.azurehost.ExtensionPackage;
import org.waagent.azurehost.GoalState;
import org.waagent.azurehost.HandlerStatus;

/** A handler of the old kind, which loads the agent as Python source and works with it. */
final class PythonHandlerTest {
  private static final String NAME = "Test.Python";
  private static final String MANIFEST =
      """
      [{"name": "Python", "version": "1.0", "handlerManifest": {
        "installCommand": "handler.sh install", "uninstallCommand": "handler.sh uninstall",
        "updateCommand": "handler.sh update", "enableCommand": "handler.sh enable",
        "disableCommand": "handler.sh disable",
        "rebootAfterInstall": false, "reportHeartbeat": false}}]
      """;
  private static final String HANDLER =
      """
      import json, os, sys, time
      sys.dont_write_bytecode = True
      launcher = sys.argv[1]
      if sys.version_info[0] == 2:
          import imp
          waagent = imp.load_source("waagent", launcher)
      else:
          import importlib.machinery, importlib.util
          loader = importlib.machinery.SourceFileLoader("waagent", launcher)
          waagent = importlib.util.module_from_spec(
              importlib.util.spec_from_loader("waagent", loader))
          loader.exec_module(waagent)

      here = os.path.dirname(os.path.abspath(__file__))
      text = waagent.GetFileContents(os.path.join(here, "HandlerEnvironment.json"))
      places = json.loads(text)[0]["handlerEnvironment"]
      waagent.LoggerInit(os.path.join(places["logFolder"], "python.log"), None)
      waagent.Log("hello from the agent's own module")
      number = os.environ["ConfigSequenceNumber"]
      settings = json.loads(waagent.GetFileContents(
          os.path.join(places["configFolder"], number + ".settings")))
      name = settings["runtimeSettings"][0]["handlerSettings"]["publicSettings"]["name"]
      code, said = waagent.RunGetOutput("echo hello " + name)
      waagent.AddExtensionEvent(
          name="Test.Python", op=waagent.WALAEventOperation.Enable, isSuccess=code == 0,
          version="1.0.0", message=said.strip())
      status = [{"version": "1.0", "timestampUTC": time.strftime("%Y-%m-%dT%H:%M:%SZ"), "status": {
          "name": "Python", "operation": "Enable", "status": "success", "code": 0,
          "formattedMessage": {"lang": "en-US", "message": said.strip()}}}]
      waagent.SetFileContents(
          os.path.join(places["statusFolder"], number + ".status"), json.dumps(status))
      """;

  @RegisterExtension private final Scene scene = new Scene();

  @Test
  void oneOfPython3Works() throws IOException {
    works("python3");
  }

  @Test
  void oneOfPython2Works() throws IOException {
    works("python2.7");
  }

  private void works(String version) throws IOException {
    String python = program(version);
    assumeTrue(python != null, "NO " + version + " on this machine: not tried");
    scene
        .host()
        .publish(
            GoalState.of(
                org.waagent.azurehost.Extension.named(NAME)
                    .publishing("1.0.0", handler(python))
                    .settings("{\"name\": \"Felix\"}")));
    scene.agent().start();

    HandlerStatus status = scene.awaitSuccess(NAME, 0).handler(NAME);

    assertThat(status.extensionMessage()).isEqualTo("hello Felix");
    assertThat(scene.agent().extensionLogs().resolve(NAME + "/python.log"))
        .content()
        .endsWith(" hello from the agent's own module\n")
        .hasLineCount(1);
  }

  private static ExtensionPackage handler(String python) {
    Path launcher = Scene.installation().resolve("bin/waagent");
    String script =
        """
        #!/bin/sh
        [ "$1" = enable ] || exit 0
        exec "%s" -W error "${0%%/*}/handler.py" "%s"
        """
            .formatted(python, launcher);
    return ExtensionPackage.files(
        Map.of("HandlerManifest.json", MANIFEST, "handler.sh", script, "handler.py", HANDLER));
  }

  /** One that runs: what pyenv puts on the path may stand for nothing. */
  private static String program(String version) throws IOException {
    Path pyenv = Path.of(System.getProperty("user.home"), ".pyenv/versions");
    try (var versions = Files.isDirectory(pyenv) ? Files.list(pyenv) : Files.list(Path.of("/"))) {
      for (Path folder : versions.sorted().toList()) {
        Path program = folder.resolve("bin").resolve(version);
        if (Files.isExecutable(program)) {
          return program.toString();
        }
      }
    }
    for (String folder : List.of(System.getenv("PATH").split(":"))) {
      Path program = Path.of(folder, version);
      if (Files.isExecutable(program) && !folder.endsWith("/shims")) {
        return program.toString();
      }
    }
    return null;
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.waagent.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import org.waagent.azurehost.AzureHost;

/** An agent that can be measured. */
interface Subject {
  String name();

  /** A host with an empty goal state where this agent looks for it. */
  AzureHost host();

  /** Starts it with nothing from an earlier run. */
  Running start(AzureHost host, Path folder) throws IOException;

  /** Starts it once more, with what the earlier run left. */
  Running again(AzureHost host, Path folder) throws IOException;

  /** A started one. */
  interface Running extends AutoCloseable {
    long pid();

    @Override
    void close();
  }
}

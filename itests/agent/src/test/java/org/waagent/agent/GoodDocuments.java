// SPDX-License-Identifier: Apache-2.0
package org.waagent.agent;

import java.util.EnumMap;
import java.util.Map;
import org.waagent.azurehost.AzureHost;
import org.waagent.azurehost.Document;
import org.waagent.azurehost.GoalState;

/**
 * One good document of each kind, to be spoiled.
 *
 * @param served what a host may serve another text for
 * @param manifest of any extension
 * @param status a file that an extension writes
 */
record GoodDocuments(Map<Document, String> served, String manifest, String status) {
  /** Nobody's password, for an account that is long gone. */
  private static final String REMOTE_ACCESS =
      """
      <RemoteAccess><Version>1</Version><Incarnation>1</Incarnation><Users><User><Name>jit</Name>
      <Password>AAAA</Password><Expiration>Tue, 01 Jan 2019 00:00:00 UTC</Expiration>
      </User></Users></RemoteAccess>
      """;

  private static final String CERTIFICATES =
      """
      <CertificateFile><Version>2012-11-30</Version><Incarnation>1</Incarnation>
      <Format>Pkcs7BlobWithPfxContents</Format><Data>MIICjgYJKoZIhvcNAQcDoIICfzCCAnsC</Data>
      </CertificateFile>
      """;

  private static final String STATUS =
      """
      [{"version": 1.0, "timestampUTC": "2026-01-01T00:00:00Z", "status": {"name": "Test",
        "operation": "Enable", "status": "success", "code": 0,
        "formattedMessage": {"lang": "en-US", "message": "enabled"},
        "substatus": [{"name": "part", "status": "success", "code": 0,
          "formattedMessage": {"lang": "en-US", "message": "done"}}]}}]
      """;

  GoodDocuments {
    served = Map.copyOf(served);
  }

  /** What a host serves of a goal state that no agent has seen yet. */
  static GoodDocuments of(AzureHost host, GoalState goal, String extension) {
    ServedDocuments documents = new ServedDocuments(host);
    Map<Document, String> served = new EnumMap<>(Document.class);
    host.publish(goal.throughFastTrack());
    served.put(Document.VM_SETTINGS, documents.vmSettings());
    host.publish(goal);
    served.put(Document.GOAL_STATE, documents.goalState());
    served.put(Document.EXTENSIONS_CONFIG, documents.extensionsConfig());
    served.put(Document.HOSTING_ENVIRONMENT, documents.part("HostingEnvironmentConfig"));
    served.put(Document.SHARED_CONFIG, documents.part("SharedConfig"));
    served.put(Document.CERTIFICATES, CERTIFICATES);
    served.put(Document.REMOTE_ACCESS, REMOTE_ACCESS);
    served.put(Document.ARTIFACTS_PROFILE, "{ \"onHold\": false }");
    return new GoodDocuments(served, documents.manifest(extension), STATUS);
  }
}

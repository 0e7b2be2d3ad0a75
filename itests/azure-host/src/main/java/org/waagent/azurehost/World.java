// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.util.List;
import java.util.function.Supplier;
import org.waagent.azurehost.http.HttpAnswer;

/**
 * All that the servers serve at one moment.
 *
 * @param fabric the newest goal state that came through the fabric
 * @param latest the newest goal state of all
 * @param vmSettings whether the host plugin serves vmSettings
 * @param ownCertificate for goal states that name none
 */
record World(
    Machine machine,
    Addresses at,
    Sas sas,
    Published fabric,
    Published latest,
    boolean vmSettings,
    Lazy<TenantCertificate> ownCertificate) {

  List<TenantCertificate> certificates(GoalState goal) {
    return goal.certificates().isEmpty() ? List.of(ownCertificate.get()) : goal.certificates();
  }

  /** The one that protects settings: the first with a key for encryption. */
  TenantCertificate encryptor(GoalState goal) {
    return certificates(goal).stream()
        .filter(TenantCertificate::encrypts)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no RSA certificate for the settings"));
  }

  String statusBlobPath() {
    return "/$system/" + machine.name() + "." + machine.vmId() + ".status";
  }

  String statusBlobUrl() {
    return at.blobUrl() + statusBlobPath() + "?" + sas.query("w");
  }

  String artifactsProfilePath() {
    return "/$system/" + machine.name() + "." + machine.vmId() + ".vmSettings";
  }

  String artifactsProfileUrl() {
    return at.blobUrl() + artifactsProfilePath() + "?" + sas.query("r");
  }

  /** The answer with what a goal state put in place of a document, else with the right text. */
  HttpAnswer answer(Document document, Published published, Supplier<String> right) {
    Replacement replacement = published.goal().replaced().get(document);
    return replacement == null
        ? HttpAnswer.of(200, document.contentType(), right.get())
        : HttpAnswer.of(
            200, document.contentType(), replacement.bytes(this, document.isXml(), published));
  }

  /** The text a goal state gave for a document, its placeholders filled in. */
  String fill(String text, boolean xml, Published published) {
    return text.replace("${wire}", at.wire())
        .replace("${hostPlugin}", at.hostPlugin())
        .replace("${blob}", at.blob())
        .replace("${incarnation}", Integer.toString(published.incarnation()))
        .replace("${containerId}", machine.containerId())
        .replace("${statusBlob}", xml ? Xml.escape(statusBlobUrl()) : statusBlobUrl())
        .replace(
            "${artifactsProfile}", xml ? Xml.escape(artifactsProfileUrl()) : artifactsProfileUrl());
  }
}

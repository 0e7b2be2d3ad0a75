// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.function.Supplier;
import org.waagent.wire.health.Events;
import org.waagent.wire.http.Errors;
import org.waagent.wire.http.Http;

/** Tells now and then what was counted meanwhile. */
final class Summaries {
  private static final Duration ERRORS_PERIOD = Duration.ofMinutes(30);
  private static final Duration VM_SETTINGS_PERIOD = Duration.ofHours(1);

  private final Events events;
  private final Http http;
  private final VmSettingsCounts vmSettings;
  private final Supplier<Duration> now;
  private Duration errorsDue;
  private Duration vmSettingsDue;

  Summaries(Events events, Http http, VmSettingsCounts vmSettings, Supplier<Duration> now) {
    this.events = events;
    this.http = http;
    this.vmSettings = vmSettings;
    this.now = now;
    this.errorsDue = now.get().plus(ERRORS_PERIOD);
    this.vmSettingsDue = now.get().plus(VM_SETTINGS_PERIOD);
  }

  void tellWhatIsDue() {
    Duration at = now.get();
    if (at.compareTo(errorsDue) >= 0) {
      errorsDue = at.plus(ERRORS_PERIOD);
      tellErrors(http.resetErrors());
    }
    if (at.compareTo(vmSettingsDue) >= 0) {
      vmSettingsDue = at.plus(VM_SETTINGS_PERIOD);
      tellVmSettings(vmSettings.take());
    }
  }

  private void tellErrors(Errors counts) {
    if (counts.hostPlugin() + counts.protocol() + counts.other() > 0) {
      events.worked(
          "HttpErrors",
          "hostplugin:"
              + counts.hostPlugin()
              + ";protocol:"
              + counts.protocol()
              + ";other:"
              + counts.other());
    }
  }

  private void tellVmSettings(VmSettingsCounts.Summary summary) {
    if (summary.requests() == 0) {
      return;
    }
    for (String detail : summary.details()) {
      events.failed("VmSettings", detail);
    }
    JsonObject json = new JsonObject();
    json.addProperty("requests", summary.requests());
    json.addProperty("errors", summary.errors());
    json.addProperty("serverErrors", summary.serverErrors());
    json.addProperty("clientErrors", summary.clientErrors());
    json.addProperty("timeouts", summary.timeouts());
    json.addProperty("failedRequests", summary.failedRequests());
    if (summary.errors() == 0) {
      events.worked("VmSettingsSummary", json.toString());
    } else {
      events.failed("VmSettingsSummary", json.toString());
    }
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.waagent.plugin.ExtensionStatus;
import org.waagent.plugin.ExtensionStatus.Substatus;
import org.waagent.plugin.GoalStateStatus;
import org.waagent.plugin.Status;

class AggregateJsonTest {
  private static final Instant NOW = Instant.parse("2024-01-01T00:00:00.987Z");

  @Test
  void writesADocumentWithoutHandlers() {
    assertThat(write(aggregate(List.of(), Optional.empty())))
        .isEqualTo(
            "{'version':'1.1','timestampUTC':'2024-01-01T00:00:00Z','aggregateStatus':"
                + "{'guestAgentStatus':{'version':'3.0.0','status':'Ready','formattedMessage':"
                + "{'lang':'en-US','message':'Guest Agent is running'}},"
                + "'handlerAggregateStatus':[]},"
                + "'guestOSInfo':{'computerName':'host','osName':'ubuntu','osVersion':'22.04',"
                + "'version':'3.0.0'},"
                + "'supportedFeatures':[{'Key':'MultipleExtensionsPerHandler','Value':'1.0'}]}");
  }

  @Test
  void writesAHandlerWithAnExtensionAndWhatCameOfTheGoalState() {
    Status status =
        new Status(
            "Acme.Tool",
            "1.2.3",
            "Ready",
            0,
            Optional.of("Plugin enabled"),
            Optional.of(
                extension(
                    Optional.empty(),
                    "0",
                    List.of(
                        new Substatus(
                            Optional.of("part"), "success", "\"7\"", Optional.of("fine"))))));
    String json = write(aggregate(List.of(status), Optional.of(processed())));
    assertThat(json)
        .contains(
            "'handlerAggregateStatus':[{'handlerVersion':'1.2.3','handlerName':'Acme.Tool',"
                + "'status':'Ready','code':0,'useExactVersion':true,'formattedMessage':"
                + "{'lang':'en-US','message':'Plugin enabled'},'runtimeSettingsStatus':"
                + "{'sequenceNumber':4,'settingsStatus':{'version':1.0,'timestampUTC':"
                + "'2024-01-01T00:00:00Z','status':{'name':'Acme.Tool',"
                + "'configurationAppliedTime':null,'operation':null,'status':'success','code':0,"
                + "'formattedMessage':{'lang':'en-US','message':null},'substatus':[{'name':"
                + "'part','status':'success','code':'7','formattedMessage':{'lang':'en-US',"
                + "'message':'fine'}}]}}}}]");
    assertThat(json)
        .contains(
            "'vmArtifactsAggregateStatus':{'goalStateAggregateStatus':{'formattedMessage':"
                + "{'lang':'en-US','message':'GoalState executed successfully'},"
                + "'timestampUTC':'2023-12-31T23:59:59Z','inSvdSeqNo':'1','status':'Success',"
                + "'code':0}}}");
  }

  @Test
  void leavesOutWhatIsNotThere() {
    Status status =
        new Status("Acme.Tool", "1.2.3", "NotReady", 1001, Optional.empty(), Optional.empty());
    assertThat(write(aggregate(List.of(status), Optional.empty())))
        .contains(
            "[{'handlerVersion':'1.2.3','handlerName':'Acme.Tool','status':'NotReady',"
                + "'code':1001,'useExactVersion':true}]");
  }

  @Test
  void namesTheInstanceOfAHandlerWithSeveral() {
    Status status =
        new Status(
            "Acme.Tool",
            "1.2.3",
            "Ready",
            0,
            Optional.empty(),
            Optional.of(extension(Optional.of("first"), "-1", List.of())));
    assertThat(write(aggregate(List.of(status), Optional.empty())))
        .contains("'sequenceNumber':4,'extensionName':'first','settingsStatus'")
        .contains("'code':-1,")
        .doesNotContain("substatus");
  }

  @Test
  void aCodeThatIsNoJsonCanNotBreakTheDocument() {
    Status status =
        new Status(
            "Acme.Tool",
            "1.2.3",
            "Ready",
            0,
            Optional.empty(),
            Optional.of(extension(Optional.empty(), "0}],\"evil\":[{", List.of())));
    assertThat(write(aggregate(List.of(status), Optional.empty())))
        .contains("'code':'0}],\\'evil\\':[{'");
  }

  @Test
  void cutsSignaturesOutOfMessages() {
    Status status =
        new Status(
            "Acme.Tool",
            "1.2.3",
            "NotReady",
            1,
            Optional.of("https://a.test/x?sig=secret"),
            Optional.empty());
    assertThat(write(aggregate(List.of(status), Optional.empty())))
        .contains("https://a.test/x?<redacted>")
        .doesNotContain("secret");
  }

  @Test
  @Tag("D33")
  void cutsSignaturesOutOfWhateverAnExtensionMaySay() {
    Optional<String> told = Optional.of("https://a.test/x?sig=secret");
    ExtensionStatus extension =
        new ExtensionStatus(
            "Acme.Tool",
            Optional.empty(),
            4,
            told,
            "\"https://a.test/x?sig=secret\"",
            told,
            told,
            told,
            List.of(new Substatus(told, "success", "https://a.test/x?sig=secret", told)));
    Status status =
        new Status(
            "Acme.Tool", "1.2.3", told.orElseThrow(), 0, Optional.empty(), Optional.of(extension));
    assertThat(write(aggregate(List.of(status), Optional.empty())))
        .contains("'code':'https://a.test/x?<redacted>'")
        .doesNotContain("secret");
  }

  private static ExtensionStatus extension(
      Optional<String> instance, String code, List<Substatus> substatuses) {
    return new ExtensionStatus(
        "Acme.Tool",
        instance,
        4,
        Optional.of("success"),
        code,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        substatuses);
  }

  private static GoalStateStatus processed() {
    return new GoalStateStatus(
        "1", true, 0, "GoalState executed successfully", Instant.parse("2023-12-31T23:59:59Z"));
  }

  private static Aggregate aggregate(List<Status> statuses, Optional<GoalStateStatus> processed) {
    return new Aggregate(
        "3.0.0",
        "Guest Agent is running",
        Optional.empty(),
        statuses,
        processed,
        "host",
        "ubuntu",
        "22.04",
        List.of(Aggregate.Feature.of("MultipleExtensionsPerHandler=1.0")));
  }

  private static String write(Aggregate aggregate) {
    return new String(AggregateJson.write(aggregate, NOW), StandardCharsets.UTF_8)
        .replace('"', '\'');
  }
}

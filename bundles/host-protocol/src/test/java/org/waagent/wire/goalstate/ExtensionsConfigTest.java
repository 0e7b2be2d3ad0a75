// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.goalstate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.waagent.goalstate.Extension;
import org.waagent.goalstate.Handler;
import org.waagent.goalstate.Incarnation;
import org.waagent.goalstate.RequestedState;

class ExtensionsConfigTest {
  private static final String GOOD = "<Plugin name='Good.One' version='2.0' state='enabled'/>";
  private static final String SETTINGS =
      "{\"runtimeSettings\":[{\"handlerSettings\":{\"publicSettings\":{\"a\":1.50}}}]}";

  private final List<String> warnings = new ArrayList<>();

  private List<Handler> handlers(String plugins, String settings) throws Exception {
    String text =
        "<Extensions><Plugins>"
            + plugins
            + GOOD
            + "</Plugins><PluginSettings>"
            + settings
            + "</PluginSettings></Extensions>";
    return ExtensionsConfig.read(text, new Incarnation("7"), warnings::add).state().handlers();
  }

  private Handler handler(String settings) throws Exception {
    List<Handler> handlers =
        handlers("<Plugin name='A.B' version='1.0' state='enabled'/>", settings);
    assertThat(handlers.get(1).name().text()).isEqualTo("Good.One");
    assertThat(handlers.get(1).invalid()).isEmpty();
    return handlers.get(0);
  }

  private static String plugin(String content) {
    return "<Plugin name='a.b' version='1.0'>" + content + "</Plugin>";
  }

  private static String single(String attributes) {
    return "<RuntimeSettings " + attributes + ">" + SETTINGS + "</RuntimeSettings>";
  }

  private static String multiple(String attributes) {
    return "<ExtensionRuntimeSettings "
        + attributes
        + ">"
        + SETTINGS
        + "</ExtensionRuntimeSettings>";
  }

  @Test
  void readsASingleConfigurationWhateverTheCaseOfItsName() throws Exception {
    Handler handler = handler(plugin("<DependsOn dependencyLevel='3'/>" + single("seqNo='4'")));
    assertThat(handler.multiConfig()).isFalse();
    Extension extension = handler.extensions().get(0);
    assertThat(extension.name()).isEqualTo("A.B");
    assertThat(extension.sequenceNumber()).isEqualTo(4);
    assertThat(extension.dependencyLevel()).isEqualTo(3);
    assertThat(extension.publicSettings()).contains("{\"a\":1.50}");
  }

  @Test
  @Tag("D42")
  void readsSeveralConfigurations() throws Exception {
    Handler handler =
        handler(
            plugin(
                "<DependsOn name='two' dependencyLevel='2'/>"
                    + multiple("name='one' seqNo='1'")
                    + multiple("name='two' seqNo='2' state='Disabled'")));
    assertThat(handler.multiConfig()).isTrue();
    assertThat(handler.extensions()).extracting(Extension::name).containsExactly("one", "two");
    assertThat(handler.extensions().get(0).dependencyLevel()).isZero();
    assertThat(handler.extensions().get(1).dependencyLevel()).isEqualTo(2);
    assertThat(handler.extensions().get(1).requested()).isEqualTo(RequestedState.DISABLED);
  }

  @ParameterizedTest
  @Tag("D42")
  @CsvSource(
      delimiter = '|',
      value = {
        "name='bad' seqNo='1' state='odd'| unknown state",
        "name='bad' seqNo='x'| no sequence number",
        "name='bad'| no sequence number"
      })
  void oneOfSeveralSettingsThatIsInvalidLeavesTheOthers(String attributes, String reason)
      throws Exception {
    Handler handler = handler(plugin(multiple(attributes) + multiple("name='good' seqNo='2'")));
    assertThat(handler.invalid()).isEmpty();
    assertThat(handler.extensions().get(0).invalid().orElseThrow()).contains("bad", reason);
    assertThat(handler.extensions().get(0).requested()).isEqualTo(RequestedState.ENABLED);
    assertThat(handler.extensions().get(1).invalid()).isEmpty();
    assertThat(handler.extensions().get(1).sequenceNumber()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{broken", "{}", "", "{\"runtimeSettings\":7}", "{\"runtimeSettings\":null}"})
  void settingsWithoutAPayloadKeepTheirSequenceNumber(String text) throws Exception {
    Handler handler =
        handler(plugin("<RuntimeSettings seqNo='5'><![CDATA[" + text + "]]></RuntimeSettings>"));
    assertThat(handler.invalid()).isEmpty();
    assertThat(handler.extensions().get(0).sequenceNumber()).isEqualTo(5);
    assertThat(handler.extensions().get(0).publicSettings()).isEmpty();
    assertThat(warnings).hasSize(1);
  }

  @Test
  void anEmptyListOfSettingsIsNoSettings() throws Exception {
    Handler handler =
        handler(plugin("<RuntimeSettings seqNo='5'>{\"runtimeSettings\":[]}</RuntimeSettings>"));
    assertThat(handler.invalid()).isEmpty();
    assertThat(handler.extensions()).isEmpty();
  }

  @Test
  void aWrongThumbprintConcernsTheSettingsThatNameIt() throws Exception {
    String settings =
        "{\"runtimeSettings\":[{\"handlerSettings\":{\"protectedSettings\":\"MII\","
            + "\"protectedSettingsCertThumbprint\":\"../x\"}}]}";
    String bad =
        "<ExtensionRuntimeSettings name='bad' seqNo='1'>"
            + settings
            + "</ExtensionRuntimeSettings>";
    Handler handler = handler(plugin(bad + multiple("name='good' seqNo='2'")));
    assertThat(handler.invalid()).isEmpty();
    assertThat(handler.extensions().get(0).invalid().orElseThrow()).contains("no thumbprint");
    assertThat(handler.extensions().get(1).invalid()).isEmpty();
    Handler single =
        handler(plugin("<RuntimeSettings seqNo='1'>" + settings + "</RuntimeSettings>"));
    assertThat(single.invalid().orElseThrow()).contains("no thumbprint");
  }

  @ParameterizedTest
  @Tag("D35")
  @ValueSource(strings = {"x", "", "-1", "-2147483648", "2147483647", "99999999999", "1.5"})
  void levelsThatAreNoneAreZero(String level) throws Exception {
    Handler handler =
        handler(plugin("<DependsOn dependencyLevel='" + level + "'/>" + single("seqNo='0'")));
    assertThat(handler.invalid()).isEmpty();
    assertThat(handler.extensions().get(0).dependencyLevel()).isZero();
    assertThat(warnings).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<Plugin name='A.B' version='1.1'/>| the versions differ",
        "<Plugin name='A.B' version='1.0'/><Plugin name='A.B' version='1.0'/>| More than one"
            + " settings",
        "<Plugin name='A.B' version='1.0'><RuntimeSettings/><ExtensionRuntimeSettings/></Plugin>|"
            + " Both",
        "<Plugin name='A.B' version='1.0'><RuntimeSettings/><RuntimeSettings/></Plugin>| More than"
            + " one RuntimeSettings",
        "<Plugin name='A.B' version='1.0'><DependsOn/><DependsOn/><RuntimeSettings"
            + " seqNo='1'/></Plugin>| More than one DependsOn",
        "<Plugin name='A.B' version='1.0'><DependsOn/><ExtensionRuntimeSettings name='x'"
            + " seqNo='1'/></Plugin>| without a name",
        "<Plugin name='A.B' version='1.0'><ExtensionRuntimeSettings seqNo='1'/></Plugin>| without a"
            + " name",
        "<Plugin name='A.B' version='1.0'><ExtensionRuntimeSettings name='x'"
            + " seqNo='1'/><ExtensionRuntimeSettings name='x' seqNo='2'/></Plugin>| are named x",
        "<Plugin name='A.B' version='1.0'><RuntimeSettings seqNo='-1'/></Plugin>| no sequence"
            + " number",
        "<Plugin name='A.B' version='1.0'><RuntimeSettings/></Plugin>| no sequence number"
      })
  void isolatesAnInvalidCombination(String settings, String reason) throws Exception {
    assertThat(handler(settings).invalid().orElseThrow()).contains(reason);
  }

  @Test
  void isolatesStatesAndNamesThatCanNotBe() throws Exception {
    List<Handler> handlers =
        handlers(
            "<Plugin name='A' version='1' state='odd'/><Plugin name='B' version='1'/>"
                + "<Plugin name='../evil' version='1' state='enabled'/>"
                + "<Plugin version='1' state='enabled'/>",
            "");
    assertThat(handlers.get(0).invalid()).contains("Unknown ext handler state:odd");
    assertThat(handlers.get(1).invalid().orElseThrow()).contains("no state");
    assertThat(handlers.get(2).invalid().orElseThrow()).contains("../evil");
    assertThat(handlers.get(2).name().text()).isEqualTo("invalid_.._evil");
    assertThat(handlers.get(3).invalid()).isPresent();
    assertThat(handlers.get(4).invalid()).isEmpty();
  }

  @Test
  void keepsTheSequenceNumberOfSettingsThatAreNoJson() throws Exception {
    Handler handler = handler(plugin("<RuntimeSettings seqNo='5'>{broken</RuntimeSettings>"));
    assertThat(handler.invalid()).isEmpty();
    assertThat(handler.extensions().get(0).sequenceNumber()).isEqualTo(5);
    assertThat(handler.extensions().get(0).publicSettings()).isEmpty();
    assertThat(warnings).singleElement().asString().contains("A.B").doesNotContain("broken");
  }

  @Test
  @Tag("D35")
  void takesLevelZeroForALevelThatIsNoNumber() throws Exception {
    Handler handler = handler(plugin("<DependsOn dependencyLevel='x'/>" + single("seqNo='0'")));
    assertThat(handler.extensions().get(0).dependencyLevel()).isZero();
    assertThat(warnings).hasSize(1);
  }

  @Test
  void takesLocationsInOrderWithoutEmptyAndDoubleOnes() throws Exception {
    Handler handler =
        handlers(
                "<Plugin name='A' version='1' state='uninstall' location='http://1'"
                    + " failoverlocation=''><additionalLocations><additionalLocation>http://2"
                    + "</additionalLocation><additionalLocation/><additionalLocation>http://1"
                    + "</additionalLocation></additionalLocations></Plugin>",
                "")
            .get(0);
    assertThat(handler.manifestLocations())
        .extracting(u -> u.text())
        .containsExactly("http://1", "http://2");
    assertThat(handler.requested()).isEqualTo(RequestedState.UNINSTALL);
  }

  @Test
  void redactsSecretsThatWereReadAndThoseThatWereNot() throws Exception {
    String text =
        "<Extensions><StatusUploadBlob>https://a/b?sv=1&amp;sig=S1</StatusUploadBlob>"
            + "<InVMArtifactsProfileBlob>https://a/c?sig=S2</InVMArtifactsProfileBlob><Plugins>"
            + "<Plugin name='A' version='1' state='enabled'/>"
            + "<Plugin name='B' version='2' state='enabled'/></Plugins><PluginSettings>"
            + "<Plugin name='A' version='1'><RuntimeSettings seqNo='0'>{\"runtimeSettings\":["
            + "{\"handlerSettings\":{\"protectedSettings\":\"MII\\/S3\"}}]}</RuntimeSettings>"
            + "</Plugin><Plugin name='B' version='1'><RuntimeSettings seqNo='0'>"
            + "{\"protectedSettings\" : \"MIIS4\"}</RuntimeSettings></Plugin></PluginSettings>"
            + "</Extensions>";
    ExtensionsConfig config = ExtensionsConfig.read(text, new Incarnation("1"), warnings::add);
    assertThat(config.redacted())
        .contains("***REDACTED***")
        .contains("https://a/b?")
        .doesNotContain("S1", "S2", "S3", "S4");
  }

  @Test
  void redactsASecretHoweverItIsSpelled() throws Exception {
    String text =
        "<Extensions><StatusUploadBlob>https://a/b?x=1&#38;y=S1</StatusUploadBlob></Extensions>";
    String redacted = ExtensionsConfig.read(text, new Incarnation("1"), warnings::add).redacted();
    assertThat(redacted).doesNotContain("S1", "x=1").contains("https://a/b?");
  }
}

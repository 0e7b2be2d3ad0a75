// SPDX-License-Identifier: Apache-2.0
package org.waagent.extension;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.waagent.extension.Goals.handler;
import static org.waagent.extension.Goals.settings;
import static org.waagent.goalstate.RequestedState.ENABLED;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.waagent.extension.policy.Seal;
import org.waagent.goalstate.BlobUrl;
import org.waagent.goalstate.HandlerName;
import org.waagent.host.ArtifactSource;
import org.waagent.host.HostException;
import org.waagent.plugin.Status;

/**
 * A bad package is told in the handler's status and leaves everything as it was; a good copy of it
 * works later.
 */
@Tag("D21")
@Tag("D22")
class HostilePackageTest {
  private static final String NAME = "Acme.Web";

  private final FullDisk disk = new FullDisk();
  private Agent agent;

  @BeforeEach
  void install(@TempDir Path folder) throws Exception {
    agent = new Agent(folder);
    agent.files = disk.over(agent.machine.files());
    agent.replaced();
    agent.publish(NAME, "1.0.0");
    agent.process(1, handler(NAME, "1.0.0", ENABLED, settings(NAME, 1)));
    agent.calls();
  }

  private List<?> process(int number) throws Exception {
    return agent.processInTime(number, handler(NAME, "2.0.0", ENABLED, settings(NAME, number)));
  }

  static Stream<Arguments> packages() {
    return Stream.of(
        hostile("corrupt", zip -> turned(zip, zip.length / 2), "Acme.Web__2.0.0.zip: "),
        hostile("truncated", zip -> Arrays.copyOf(zip, zip.length - 30), "cut off"),
        hostile("wrong digest", HostilePackageTest::otherDigest, "CRC"),
        hostile("other digest", HostilePackageTest::otherListedDigest, "another CRC than"),
        hostile("symlink", HostilePackageTest::link, "entry is a symbolic link: '"),
        hostile("encrypted", zip -> changed(zip, 6, 1), "encrypted"),
        hostile("zip slip", zip -> named("../evil"), "entry leaves the folder: '../evil'"),
        hostile("absolute path", zip -> named("/evil"), "entry leaves the folder: '/evil'"),
        hostile("duplicate", zip -> named("bin/./run.sh"), "entry comes twice: 'bin/./run.sh'"),
        hostile("file and folder", zip -> named("bin"), "entry is a file and a folder: 'bin'"),
        hostile("long name", zip -> named("x".repeat(300)), "name of entry is too long: 'xxx"),
        hostile("bomb", zip -> bomb(), "package unpacks to more than it may"),
        hostile("no manifest", zip -> HandlerPackage.zip(Map.of("a", "b")), "not found"),
        hostile("page of a portal", zip -> "<html>".getBytes(ISO_8859_1), "not a zip"));
  }

  private static Arguments hostile(String kind, UnaryOperator<byte[]> spoil, String why) {
    return Arguments.of(kind, spoil, why);
  }

  private static byte[] turned(byte[] zip, int at) {
    return changed(zip, at, 0x55);
  }

  private static byte[] changed(byte[] zip, int at, int bits) {
    byte[] other = zip.clone();
    other[at] ^= (byte) bits;
    return other;
  }

  /** Turns the checksum that stands behind the content of the first entry. */
  private static byte[] otherDigest(byte[] zip) {
    String text = new String(zip, ISO_8859_1);
    return turned(zip, text.indexOf("PK\u0007\u0008") + 4);
  }

  /** The same where only the directory of the zip has another one. */
  private static byte[] otherListedDigest(byte[] zip) {
    return turned(zip, directory(zip) + 16);
  }

  private static byte[] link(byte[] zip) {
    byte[] link = zip.clone();
    int at = directory(zip);
    link[at + 40] = (byte) 0xFF;
    link[at + 41] = (byte) 0xA1;
    return link;
  }

  private static int directory(byte[] zip) {
    return new String(zip, ISO_8859_1).indexOf("PK\u0001\u0002");
  }

  private static byte[] named(String name) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("HandlerManifest.json", "[{\"handlerManifest\": {}}]");
    files.put("bin/run.sh", "");
    files.put(name, "evil");
    return HandlerPackage.zip(files);
  }

  private static byte[] bomb() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("zeros"));
      for (int i = 0; i < 40; i++) {
        zip.write(new byte[1 << 20]);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("packages")
  void isRefusedAndAGoodCopyWorksLater(String kind, UnaryOperator<byte[]> spoil, String why)
      throws Exception {
    agent.artifacts.publish(NAME, "2.0.0", spoil.apply(agent.handlerPackage().zip()));
    assertThat(process(2)).hasSize(1);
    Status status = agent.statuses().get(0);
    assertThat(status.code()).isEqualTo(1001);
    assertThat(status.message().orElseThrow())
        .startsWith("Failed to download artifacts: ")
        .contains("Acme.Web__2.0.0.zip: ")
        .contains(why);
    assertUntouched();
    agent.publish(NAME, "2.0.0");
    assertThat(process(3)).isEmpty();
    assertThat(agent.calls()).contains("enable 2.0.0 3");
  }

  private void assertUntouched() throws IOException {
    assertThat(agent.calls()).isEmpty();
    assertThat(agent.text(NAME + "-1.0.0/config/HandlerState")).isEqualTo("Enabled");
    assertThat(agent.lib.resolve(NAME + "-1.0.0/bin/run.sh")).exists();
    assertThat(agent.lib.resolve(NAME + "__2.0.0.zip")).doesNotExist();
    assertThat(agent.lib.resolve("evil")).doesNotExist();
    assertThat(agent.lib.resolve(NAME + "-2.0.0")).isDirectoryNotContaining("glob:**/bin");
    assertThat(agent.lib.resolve(NAME + "-2.0.0/HandlerManifest.json")).doesNotExist();
    try (Stream<Path> left = Files.walk(agent.lib.resolve("state"))) {
      assertThat(left.filter(path -> path.endsWith(NAME + "-2.0.0"))).isEmpty();
    }
  }

  @Test
  void stopsBeforeTheDiskIsFull() throws Exception {
    agent.publish(NAME, "2.0.0");
    disk.leaves(1 << 20);
    process(2);
    Status status = agent.statuses().get(0);
    assertThat(status.code()).isEqualTo(1001);
    assertThat(status.message().orElseThrow()).contains("not enough room in " + agent.lib);
    disk.empty();
    assertUntouched();
    assertThat(process(3)).isEmpty();
  }

  @Test
  void endsAStreamThatHasNoEnd() throws Exception {
    Workbench bench = Workbench.of(agent.machinery(), agent.policy(), "");
    Download download = new Download(bench, new Endless(), 3 << 20);
    assertThatThrownBy(
            () ->
                download.fetch(
                    bench.store().folder(new HandlerName(NAME), "2.0.0"),
                    new ArtifactSource.Package("2.0.0", List.of(new BlobUrl("a")), false),
                    Seal.NONE))
        .hasMessage(
            "Failed to download artifacts: Acme.Web__2.0.0.zip: package is larger than 3145728"
                + " bytes");
    assertUntouched();
  }

  /** Gives zeros for ever. */
  private static final class Endless implements ArtifactSource {
    @Override
    public Manifest manifest(List<BlobUrl> locations) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void fetch(List<BlobUrl> locations, Receiver receiver) throws HostException {
      try {
        receiver.receive(
            new InputStream() {
              @Override
              public int read() {
                return 0;
              }
            });
      } catch (ZipException e) {
        throw new HostException(HostException.Kind.MALFORMED, e.getMessage(), e);
      } catch (IOException e) {
        throw new HostException(HostException.Kind.LOCAL, e.getMessage(), e);
      }
    }
  }
}

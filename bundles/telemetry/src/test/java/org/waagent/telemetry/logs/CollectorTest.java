// SPDX-License-Identifier: Apache-2.0
package org.waagent.telemetry.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.waagent.machine.TestMachine;
import org.waagent.telemetry.clean.Cuts;

/** Archives of machines that are folders. */
@Tag("V16")
final class CollectorTest {
  private static final String LIB = "/var/lib/waagent/";
  private static final String EXT = "/var/log/azure/Test.Ext/";
  private static final List<String> TEXTS =
      List.of(
          "/var/log/waagent.log",
          "/var/log/waagent.log.1",
          "/var/log/syslog",
          "/var/log/auth.log",
          "/etc/waagent.conf",
          EXT + "handler.log",
          EXT + "deeper/command.log",
          LIB + "waagent_status.json",
          LIB + "Test.Ext-1.0.0/status/0.status",
          LIB + "SharedConfig.xml",
          LIB + "ManagedIdentity-1.json",
          "/var/log/cloud-init.log",
          "/etc/netplan/50-cloud-init.yaml");
  private static final Limits SMALL = new Limits(20_000, 100_000, 50, 3, 1);

  @TempDir private Path root;
  private TestMachine machine;
  private SeededMachine seeded;

  @BeforeEach
  void makeMachine() throws IOException {
    machine = TestMachine.at(root);
    seeded = new SeededMachine(root);
    Files.createDirectories(root.resolve("var/lib/waagent"));
  }

  @Test
  void noSecretOfAnyKindIsInTheArchiveAndTheManifestTellsOfEach() throws IOException {
    seedAll();

    Unpacked made = collect(Extent.FULL);

    assertThat(seeded.secrets()).hasSizeGreaterThan(100);
    assertThat(seeded.secrets().stream().flatMap(s -> made.with(s).stream()).toList()).isEmpty();
    for (String path : TEXTS) {
      assertThat(made.text(path.substring(1)))
          .startsWith("the first line\n")
          .endsWith("the last line\n");
      assertThat(cuts(made, path).keySet())
          .contains("signature", "named-value", "private-key", "encoded", "address");
    }
    assertThat(cuts(made, "/var/log/waagent.log.2.gz").keySet()).contains("signature");
    assertThat(cuts(made, LIB + "history/a.zip").keySet()).contains("signature", "setting");
    assertThat(made.names())
        .contains("var/lib/waagent/history/a.zip!VmSettings.json")
        .noneMatch(name -> name.contains("TransportPrivate") || name.contains(".."));
  }

  private void seedAll() throws IOException {
    for (String path : TEXTS) {
      seeded.text(path, seeded.lines());
    }
    seeded.gzip("/var/log/waagent.log.2.gz", seeded.lines());
    seeded.zip(
        LIB + "history/a.zip",
        "VmSettings.json",
        seeded.lines(),
        "0.settings",
        seeded.settings(),
        "TransportPrivate.pem",
        seeded.lines(),
        "../odd.json",
        seeded.lines());
    seeded.text(LIB + "Test.Ext-1.0.0/config/0.settings", seeded.settings());
    seeded.text(LIB + "ovf-env.xml", seeded.ovf());
  }

  @Test
  void ofSettingsTheShapeAndTheThumbprintAreKept() throws IOException {
    seeded.text(LIB + "Test.Ext-1.0.0/config/0.settings", seeded.settings());

    Unpacked made = collect(Extent.NORMAL);

    String text = made.text("var/lib/waagent/Test.Ext-1.0.0/config/0.settings");
    JsonObject settings =
        JsonParser.parseString(text)
            .getAsJsonObject()
            .getAsJsonArray("runtimeSettings")
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("handlerSettings");
    assertThat(settings.get("protectedSettingsCertThumbprint").getAsString())
        .isEqualTo("EB0C0AB4B2D5FC35F2F0658D19F44C8283E2DD62");
    JsonObject shown = settings.getAsJsonObject("publicSettings");
    assertThat(shown.keySet()).containsExactly("commandToExecute", "pin", "keep", "list");
    assertThat(shown.get("keep").getAsBoolean()).isTrue();
    assertThat(shown.get("pin").getAsString()).isEqualTo(Cuts.MARK);
    assertThat(cuts(made, LIB + "Test.Ext-1.0.0/config/0.settings").get("setting").getAsInt())
        .isEqualTo(5);
  }

  @Test
  void anOvfEnvironmentOfTwoBytesACharacterIsNotTaken() throws IOException {
    String text = "<a><![CDATA[" + seeded.secret() + "]]></a>";
    Files.write(
        root.resolve("var/lib/waagent/ovf-env.xml"), text.getBytes(StandardCharsets.UTF_16LE));

    assertThat(collect(Extent.NORMAL).text("var/lib/waagent/ovf-env.xml")).isEmpty();
  }

  @Test
  void ofTheOvfEnvironmentWhatIsHarmlessIsKept() throws IOException {
    seeded.text(LIB + "ovf-env.xml", seeded.ovf());

    String text = collect(Extent.NORMAL).text("var/lib/waagent/ovf-env.xml");

    assertThat(text)
        .contains(
            "<HostName>vm-1</HostName><UserPassword><redacted></UserPassword>",
            "<wa:Unknown odd=\"<redacted>\"><redacted></wa:Unknown>",
            "<DisableSshPasswordAuthentication>false</DisableSshPasswordAuthentication>");
    assertThat(seeded.secrets()).noneMatch(text::contains);
  }

  @Test
  void documentsThatAreNoneShowNothingAndStopNothing() throws IOException {
    for (int i = 0; i < 10; i++) {
      seeded.text(
          LIB + "E-" + i + "/config/0.settings", "{\"a\": \"" + seeded.secret() + "\" oops");
    }
    seeded.text(
        LIB + "ovf-env.xml", "<!DOCTYPE x [<!ENTITY e '" + seeded.secret() + "'>]><a>&e;</a>");
    seeded.text("/var/log/waagent.log-1.gz", "no gzip " + seeded.secret());
    seeded.text(LIB + "history/b.zip", "no zip " + seeded.secret());
    seeded.text("/var/log/syslog", "the last\n");

    Unpacked made = collect(Extent.NORMAL);

    assertThat(seeded.secrets().stream().flatMap(s -> made.with(s).stream()).toList()).isEmpty();
    assertThat(made.manifest(LIB + "E-0/config/0.settings").get("note").getAsString())
        .isEqualTo("ends early: it is not what its name says");
    assertThat(made.text("var/log/syslog")).isEqualTo("the last\n");
  }

  @Test
  void keysAndWhatCannotBeLookedIntoAreLeftOutWithAReason() throws IOException {
    for (String name :
        List.of("a.prv", "b.pem", "Certificates.xml", "shadow", "c.tar.gz", "d.xz")) {
      seeded.text(EXT + name, seeded.secret());
    }

    Unpacked made = collect(Extent.FULL);

    assertThat(made.names()).noneMatch(name -> name.startsWith("var/log/azure"));
    assertThat(made.manifest(EXT + "a.prv").get("why").getAsString()).contains("keys");
    assertThat(made.manifest(EXT + "d.xz").get("why").getAsString()).contains("looked into");
  }

  @Test
  void linksAreFollowedOnlyWhereRootAloneWrites() throws Exception {
    seeded.text("/usr/lib/os-release", "NAME=x\n");
    seeded.link("/etc/os-release", "../usr/lib/os-release");
    seeded.text("/etc/secret.d/file", seeded.secret());
    seeded.link(EXT + "file.log", "/etc/secret.d/file");
    seeded.link(EXT + "folder", "/etc/secret.d");
    seeded.text("/opt/unpacked/status/0.status", "[]\n");
    seeded.link(LIB + "Test.Ext-1.0.0", "/opt/unpacked");
    Path pipe = root.resolve("var/log/azure/Test.Ext/pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    Unpacked made = collect(Extent.NORMAL);

    assertThat(made.text("etc/os-release")).isEqualTo("NAME=x\n");
    assertThat(made.names()).contains("var/lib/waagent/Test.Ext-1.0.0/status/0.status");
    assertThat(made.with(seeded.secrets().get(0))).isEmpty();
    assertThat(made.manifest(EXT + "file.log").get("why").getAsString()).isEqualTo("a link");
    assertThat(made.manifest(EXT + "pipe").get("why").getAsString()).isEqualTo("not a file");
  }

  @Test
  void ofALongLogTheEndIsTakenInWholeLines() throws IOException {
    seeded.text(
        "/var/log/waagent.log", "a line of a log that goes on\n".repeat(1000) + "the last\n");
    seeded.gzip("/var/log/waagent.log.1.gz", "zeros ".repeat(100_000));
    byte[] noise = new byte[30_000];
    new Random(1).nextBytes(noise);
    seeded.bytes("/var/log/waagent.log.2.gz", noise);

    Unpacked made = collect(Extent.NORMAL, SMALL);

    String tail = made.text("truncated__var_log_waagent.log");
    assertThat(tail).startsWith("a line").endsWith("the last\n").hasSizeBetween(19_900, 20_000);
    assertThat(made.manifest("/var/log/waagent.log").get("note").getAsString())
        .contains("bytes are left out");
    assertThat(made.bytes("var/log/waagent.log.1.gz")).hasSizeLessThanOrEqualTo(20_000);
    assertThat(made.manifest("/var/log/waagent.log.2.gz").get("why").getAsString())
        .startsWith("too large");
  }

  @Test
  void whenThereIsNoRoomTheMostImportantIsThere() throws IOException {
    String log = "a line of a log that goes on\n".repeat(600);
    for (int i = 0; i < 8; i++) {
      seeded.text("/var/log/syslog." + i, log);
    }
    seeded.text("/var/log/waagent.log", log);
    seeded.text(EXT + "handler.log", log);

    Unpacked made = collect(Extent.NORMAL, SMALL);

    assertThat(made.names())
        .startsWith("var/log/waagent.log", "var/log/azure/Test.Ext/handler.log");
    assertThat(made.manifest("/var/log/syslog.7").get("why").getAsString())
        .isEqualTo("no room is left");
    assertThat(made.names().stream().mapToInt(n -> made.bytes(n).length).sum()).isLessThan(110_000);
  }

  @Test
  void aFailedRunLeavesTheLastArchive() throws IOException {
    seeded.text("/var/log/waagent.log", "first\n");
    collect(Extent.NORMAL);
    byte[] before = Files.readAllBytes(zip());
    Collector noSpace = collector(new Limits(1, 1, 1, 1, Long.MAX_VALUE));

    assertThatThrownBy(() -> noSpace.collect(Extent.NORMAL, Pace.full(machine.clock())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("bytes are free");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> collect(Extent.NORMAL)).hasMessageContaining("called off");
    assertThat(Thread.interrupted()).isTrue();

    assertThat(Files.readAllBytes(zip())).isEqualTo(before);
    assertThat(machine.files().list(Path.of(LIB + "logcollector")))
        .containsExactly("logs.zip", "results.txt");
  }

  @Test
  void nobodyElseMayReadWhatIsMade() throws IOException {
    Path folder = Files.createDirectories(root.resolve("var/lib/waagent/logcollector"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

    collect(Extent.NORMAL);

    assertThat(mode(folder)).isEqualTo("rwx------");
    assertThat(mode(zip())).isEqualTo("rw-------");
    assertThat(mode(folder.resolve("results.txt"))).isEqualTo("rw-------");
  }

  @Test
  void theResultsTellWhatWasDone() throws IOException {
    seeded.text("/var/log/waagent.log", "a\n");
    seeded.text(EXT + "a.pem", "x");

    String results = collect(Extent.NORMAL).text(Results.NAME);

    assertThat(results)
        .contains(
            "/var/lib/waagent:", "/var/log/waagent.log 2 bytes", "a.pem left out: holds keys");
    assertThat(Files.readString(zip().resolveSibling("results.txt"))).isEqualTo(results);
  }

  private Unpacked collect(Extent extent) throws IOException {
    return collect(extent, new Limits(30 << 20, 150 << 20, 3000, 8, 1));
  }

  private Unpacked collect(Extent extent, Limits limits) throws IOException {
    Collected made = collector(limits).collect(extent, Pace.full(machine.clock()));
    assertThat(made.zip()).isEqualTo(Path.of(LIB + "logcollector/logs.zip"));
    assertThat(made.size()).isEqualTo(Files.size(zip()));
    return Unpacked.of(zip());
  }

  private Collector collector(Limits limits) {
    return new Collector(
        machine.files(),
        Places.of(machine.directories(), Path.of("/etc/waagent.conf")),
        machine.clock(),
        limits);
  }

  private Path zip() {
    return root.resolve("var/lib/waagent/logcollector/logs.zip");
  }

  private static JsonObject cuts(Unpacked made, String source) {
    return made.manifest(source).getAsJsonObject("cuts");
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}

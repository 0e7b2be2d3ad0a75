// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.ovf;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.waagent.goalstate.OvfEnvironment;
import org.waagent.goalstate.Secret;
import org.waagent.goalstate.Thumbprint;

/**
 * An OVF environment and what was odd about it.
 *
 * @param environment what it says
 * @param guestAgent text of {@code ProvisionGuestAgent} as it stands
 * @param oddities for the log
 */
public record OvfDocument(OvfEnvironment environment, String guestAgent, List<String> oddities) {
  /** More than any medium holds: custom data has at most 64 KiB. */
  public static final int MOST = 1024 * 1024;

  private static final String OVF = "http://schemas.dmtf.org/ovf/environment/1";
  private static final String AZURE = "http://schemas.microsoft.com/windowsazure";

  public OvfDocument {
    requireNonNull(environment, "environment");
    requireNonNull(guestAgent, "guestAgent");
    oddities = List.copyOf(oddities);
  }

  /**
   * Reads a document.
   *
   * @param raw as it stands on the medium: with or without a byte order mark, padding at its end
   *     and other bytes before its first tag
   * @throws OvfException if it is not well-formed, too large, or lacks something it must have
   */
  public static OvfDocument read(byte[] raw) throws OvfException {
    if (raw.length > MOST) {
      throw new OvfException(0, "has more than " + MOST + " bytes");
    }
    Node root = Tree.read(bare(raw));
    if (!root.is(OVF, "Environment")) {
      throw missing(root, "Environment");
    }
    Node section = need(root, "ProvisioningSection");
    Node linux = need(section, "LinuxProvisioningConfigurationSet");
    Node platform = need(need(root, "PlatformSettingsSection"), "PlatformSettings");
    String guestAgent = needText(platform, "ProvisionGuestAgent");
    return new OvfDocument(environment(linux, platform, guestAgent), guestAgent, odd(root));
  }

  /** The document itself: media read as raw bytes have other things around it. */
  static byte[] bare(byte[] raw) throws OvfException {
    int begin = 0;
    while (begin < raw.length && raw[begin] != '<') {
      begin++;
    }
    int end = raw.length;
    while (end > begin && raw[end - 1] != '>') {
      end--;
    }
    if (begin == end) {
      throw new OvfException(0, "is empty");
    }
    return Arrays.copyOfRange(raw, begin, end);
  }

  private static OvfEnvironment environment(Node linux, Node platform, String guestAgent)
      throws OvfException {
    return new OvfEnvironment(
        needText(linux, "HostName").strip(),
        needText(linux, "UserName").strip(),
        text(linux, "UserPassword").map(Secret::of),
        text(linux, "DisableSshPasswordAuthentication").filter(OvfDocument::isTrue).isPresent(),
        publicKeys(linux),
        keyPairs(linux),
        text(linux, "CustomData").map(Secret::of),
        !guestAgent.strip().equalsIgnoreCase("false"),
        text(platform, "PreprovisionedVm").filter(OvfDocument::isTrue).isPresent());
  }

  private static boolean isTrue(String text) {
    return text.strip().equalsIgnoreCase("true");
  }

  private static List<OvfEnvironment.PublicKey> publicKeys(Node linux) throws OvfException {
    List<OvfEnvironment.PublicKey> keys = new ArrayList<>();
    for (Node key : entries(linux, "PublicKeys", "PublicKey")) {
      String path = needText(key, "Path").strip();
      Optional<Thumbprint> thumbprint = thumbprint(key);
      Optional<String> value = text(key, "Value").map(String::strip).filter(v -> !v.isEmpty());
      keys.add(new OvfEnvironment.PublicKey(thumbprint, path, value));
    }
    return keys;
  }

  private static List<OvfEnvironment.KeyPair> keyPairs(Node linux) throws OvfException {
    List<OvfEnvironment.KeyPair> pairs = new ArrayList<>();
    for (Node pair : entries(linux, "KeyPairs", "KeyPair")) {
      Thumbprint thumbprint =
          thumbprint(pair).orElseThrow(() -> missing(pair, "Fingerprint of a key pair"));
      pairs.add(new OvfEnvironment.KeyPair(thumbprint, needText(pair, "Path").strip()));
    }
    return pairs;
  }

  private static List<Node> entries(Node linux, String list, String entry) {
    return linux
        .first(AZURE, "SSH")
        .flatMap(ssh -> ssh.first(AZURE, list))
        .map(found -> found.each(AZURE, entry))
        .orElse(List.of());
  }

  private static Optional<Thumbprint> thumbprint(Node key) throws OvfException {
    Optional<Node> node = key.first(AZURE, "Fingerprint");
    Optional<String> text = node.flatMap(Node::text).map(String::strip);
    if (text.isPresent() && !text.get().isEmpty() && !Thumbprint.isValid(text.get())) {
      throw new OvfException(node.get().line(), "a fingerprint is not 40 hexadecimal digits");
    }
    return text.filter(hex -> !hex.isEmpty()).map(Thumbprint::new);
  }

  private static List<String> odd(Node root) throws OvfException {
    String version = needText(root, "Version").strip();
    if (version.matches("1(\\.[0-9]+)*")) {
      return version.matches("1(\\.0+)*")
          ? List.of()
          : List.of("the OVF environment has version " + version + ", newer than 1.0");
    }
    return List.of("the OVF environment has a version that is not 1.x");
  }

  private static Node need(Node above, String name) throws OvfException {
    return above.first(AZURE, name).orElseThrow(() -> missing(above, name));
  }

  private static String needText(Node above, String name) throws OvfException {
    return text(above, name)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> missing(above, name));
  }

  private static Optional<String> text(Node above, String name) {
    return above.first(AZURE, name).flatMap(Node::text);
  }

  private static OvfException missing(Node above, String name) {
    return new OvfException(above.line(), "Failed to validate OVF: " + name + " not found");
  }
}

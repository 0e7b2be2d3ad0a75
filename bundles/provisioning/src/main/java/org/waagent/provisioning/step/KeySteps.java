// SPDX-License-Identifier: Apache-2.0
package org.waagent.provisioning.step;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.waagent.goalstate.OvfEnvironment;
import org.waagent.goalstate.OvfEnvironment.KeyPair;
import org.waagent.goalstate.OvfEnvironment.PublicKey;
import org.waagent.goalstate.Thumbprint;
import org.waagent.os.FileFacts;
import org.waagent.os.Files;
import org.waagent.os.Mode;
import org.waagent.os.Users.User;
import org.waagent.plugin.Outcome;
import org.waagent.provisioning.ssh.AuthorizedKeys;
import org.waagent.provisioning.ssh.KeyException;
import org.waagent.provisioning.ssh.OpenSshKey;

/** The user's keys: those that may log in, and pairs of the user's own. */
final class KeySteps {
  private static final int MOST = 1024 * 1024;

  private final Toolbox tools;
  private final Files files;
  private final CertificateWait wait;

  KeySteps(Toolbox tools, CertificateWait wait) {
    this.tools = tools;
    this.files = tools.files();
    this.wait = wait;
  }

  void add(Draft draft, OvfEnvironment wanted) {
    Map<String, List<PublicKey>> byPath = new LinkedHashMap<>();
    wanted
        .publicKeys()
        .forEach(key -> byPath.computeIfAbsent(key.path(), p -> new ArrayList<>()).add(key));
    byPath.forEach(
        (path, keys) ->
            draft.add(
                new StepName("authorized-keys " + path, "let the keys for " + path + " log in"),
                Codes.PUBLIC_KEY,
                CertificateWait.LIMIT,
                () -> authorize(wanted.userName(), path, keys),
                AccountSteps.ACCOUNT));
    for (KeyPair pair : wanted.keyPairs()) {
      draft.add(
          new StepName(
              "key-pair " + pair.path(), "put the key pair " + pair.path() + " in its place"),
          Codes.KEY_PAIR,
          CertificateWait.LIMIT,
          () -> pair(wanted.userName(), pair),
          AccountSteps.ACCOUNT);
    }
  }

  private Outcome authorize(String user, String path, List<PublicKey> keys)
      throws IOException, KeyException, InterruptedException {
    Optional<Path> place = place(path);
    if (place.isEmpty()) {
      return noPath(path);
    }
    List<String> lines = new ArrayList<>();
    for (PublicKey key : keys) {
      Optional<Outcome> missing = missing(key);
      if (missing.isPresent()) {
        return missing.get();
      }
      lines.addAll(lines(key));
    }
    User owner = owner(user);
    Path file = place.get();
    ready(file, owner);
    String old = files.exists(file) ? files.readText(file, MOST) : "";
    put(file, AuthorizedKeys.with(old, lines), Mode.OWNER_ONLY, owner);
    return Outcome.done();
  }

  private Optional<Outcome> missing(PublicKey key) {
    return key.value().isPresent() || key.thumbprint().isEmpty()
        ? Optional.empty()
        : wait.forFile(certificate(key.thumbprint().get(), ".crt"), Codes.PUBLIC_KEY);
  }

  private List<String> lines(PublicKey key) throws IOException, KeyException {
    if (key.value().isPresent()) {
      List<String> lines =
          key.value().get().lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
      if (!lines.stream().allMatch(AuthorizedKeys::isKey)) {
        throw new KeyException("Bad public key: it is none that OpenSSH knows");
      }
      return lines;
    }
    Thumbprint thumbprint =
        key.thumbprint()
            .orElseThrow(() -> new KeyException("a key has neither value nor fingerprint"));
    return List.of(OpenSshKey.ofCertificate(files.read(certificate(thumbprint, ".crt"), MOST)));
  }

  private Path certificate(Thumbprint thumbprint, String ending) {
    return tools.directories().lib().resolve(thumbprint.hex() + ending);
  }

  private Outcome pair(String user, KeyPair pair)
      throws IOException, KeyException, InterruptedException {
    Optional<Path> place = place(pair.path());
    if (place.isEmpty()) {
      return noPath(pair.path());
    }
    Path secret = certificate(pair.thumbprint(), ".prv");
    Optional<Outcome> missing = wait.forFile(secret, Codes.KEY_PAIR);
    if (missing.isPresent()) {
      return missing.get();
    }
    byte[] certificate = files.read(certificate(pair.thumbprint(), ".crt"), MOST);
    String open = OpenSshKey.ofCertificate(certificate) + "\n";
    User owner = owner(user);
    Path file = place.get();
    Path openFile = file.resolveSibling(file.getFileName() + ".pub");
    ready(file, owner);
    refuseLink(openFile, openFile);
    String key = files.readText(secret, MOST);
    put(file, key.endsWith("\n") ? key : key + "\n", Mode.OWNER_ONLY, owner);
    put(openFile, open, Mode.PUBLIC, owner);
    return Outcome.done();
  }

  /** {@code $HOME} stands for the folder of all homes, not for the user's. */
  private Optional<Path> place(String path) {
    String whole = path.replace("$HOME", tools.osConfig().homeDir());
    boolean plain = whole.startsWith("/") && whole.chars().allMatch(c -> c >= ' ');
    return Optional.of(whole)
        .filter(text -> plain)
        .map(text -> Path.of(text).normalize())
        .filter(place -> place.getNameCount() > 1);
  }

  private static Outcome noPath(String path) {
    return new Outcome.Failed(Codes.KEY_PATH, "Failed to provision: no path for a key: " + path);
  }

  private User owner(String name) throws IOException {
    return tools.users().find(name).orElseThrow(() -> new IOException("no such account: " + name));
  }

  /** The folder is the user's alone; a link would make the super user write somewhere else. */
  private void ready(Path file, User owner) throws IOException, KeyException {
    Path folder = file.getParent();
    refuseLink(folder, file);
    refuseLink(file, file);
    Optional<Path> home = home(folder, owner);
    if (home.isPresent()) {
      wayBelow(home.get(), file, owner);
      files.mode(folder, Mode.OWNER_FOLDER);
      files.owner(folder, owner);
    } else {
      makeOwn(folder, owner);
    }
  }

  /** The user's home, if it is above the folder: {@code /home} may be a link to where homes are. */
  private Optional<Path> home(Path folder, User owner) {
    Path usual = Path.of("/").resolve(tools.osConfig().homeDir()).resolve(owner.name());
    return Stream.of(owner.home(), usual)
        .filter(home -> folder.startsWith(home) && !folder.equals(home))
        .findFirst();
  }

  /** What is below the home may be the user's doing; what is missing there becomes the user's. */
  private void wayBelow(Path home, Path file, User owner) throws IOException, KeyException {
    makeOwn(home, owner);
    Path at = home;
    for (Path name : home.relativize(file.getParent())) {
      at = at.resolve(name);
      refuseLink(at, file);
      makeOwn(at, owner);
    }
  }

  private void makeOwn(Path folder, User owner) throws IOException {
    if (files.look(folder).isEmpty()) {
      files.makeFolder(folder, Mode.OWNER_FOLDER);
      files.owner(folder, owner);
    }
  }

  private void refuseLink(Path place, Path file) throws IOException, KeyException {
    if (files.look(place).filter(facts -> facts.kind() == FileFacts.Kind.LINK).isPresent()) {
      throw new KeyException(file + " is reached by a link");
    }
  }

  private void put(Path file, String text, Mode mode, User owner)
      throws IOException, InterruptedException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    if (!files.exists(file) || !text.equals(files.readText(file, MOST))) {
      files.write(file, content, mode);
    }
    files.mode(file, mode);
    files.owner(file, owner);
    tools.labels().restore(List.of(file.getParent(), file));
  }
}

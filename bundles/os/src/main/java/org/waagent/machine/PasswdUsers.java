// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.waagent.os.Files;
import org.waagent.os.Users;

/** Accounts in {@code /etc/passwd}, see {@code passwd(5)}; those of a directory server are not. */
@Component
public final class PasswdUsers implements Users {
  private static final int MOST = 16 * 1024 * 1024;
  private static final int USUAL_FIRST_ID = 1000;

  private final Files files;
  private final Source source;

  @Activate
  public PasswdUsers(
      @Reference Files files, @Reference(target = Configured.TARGET) Condition configured) {
    this(files);
  }

  PasswdUsers(Files files) {
    this.files = files;
    this.source = new Source(files);
  }

  @Override
  public Optional<User> find(String name) throws IOException {
    // The first line of a name counts, as it does for login.
    for (User user : all()) {
      if (user.name().equals(name)) {
        return Optional.of(user);
      }
    }
    return Optional.empty();
  }

  @Override
  public List<User> all() throws IOException {
    Path passwd = Path.of(DistroTable.PASSWD);
    List<User> users = new ArrayList<>();
    if (files.exists(passwd)) {
      for (String line : files.readText(passwd, MOST).split("\n")) {
        parse(line).ifPresent(users::add);
      }
    }
    return List.copyOf(users);
  }

  /** Comments and the lines of NIS ({@code +::::::}) are no accounts. */
  private static Optional<User> parse(String line) {
    String[] fields = line.split(":", -1);
    if (fields.length != 7 || line.startsWith("#") || fields[0].isEmpty()) {
      return Optional.empty();
    }
    try {
      int id = Integer.parseUnsignedInt(fields[2]);
      int group = Integer.parseUnsignedInt(fields[3]);
      return Optional.of(new User(fields[0], id, group, fields[4], Path.of(fields[5]), fields[6]));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public int firstOrdinaryId() throws IOException {
    for (String line : source.text(DistroTable.LOGIN_DEFS).orElse("").split("\n")) {
      String[] words = line.strip().split("\\s+");
      if (words[0].equals("UID_MIN") && words.length > 1 && words[1].matches("[0-9]{1,9}")) {
        return Integer.parseInt(words[1]);
      }
    }
    return USUAL_FIRST_ID;
  }
}

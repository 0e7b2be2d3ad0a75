// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.waagent.os.NewAccount;

/** Programs that keep a system's accounts, and how each is asked. */
enum AccountKeeper {
  /** The shadow suite, on every usual Linux. */
  SHADOW {
    @Override
    List<String> create(NewAccount account, Predicate<String> has) {
      return useradd(account, List.of());
    }
  },
  /** Its small relative, where the suite is not installed. */
  BUSYBOX {
    @Override
    List<String> create(NewAccount account, Predicate<String> has) {
      if (has.test("useradd")) {
        return useradd(account, List.of());
      }
      List<String> words = new ArrayList<>(List.of("adduser", "-D"));
      account.comment().ifPresent(text -> words.addAll(List.of("-g", text)));
      words.addAll(List.of("--", account.name()));
      return words;
    }

    @Override
    List<String> delete(String user, Predicate<String> has) {
      return has.test("userdel")
          ? super.delete(user, has)
          : List.of("deluser", "--remove-home", "--", user);
    }
  },
  OPENWRT {
    @Override
    List<String> create(NewAccount account, Predicate<String> has) {
      return useradd(account, List.of("-s", "/bin/ash"));
    }
  },
  /** FreeBSD. */
  PW {
    @Override
    List<String> create(NewAccount account, Predicate<String> has) {
      List<String> words = new ArrayList<>(List.of("pw", "useradd", account.name(), "-m"));
      options(words, account);
      return words;
    }

    @Override
    List<String> delete(String user, Predicate<String> has) {
      return List.of("rmuser", "-y", user);
    }

    @Override
    List<String> hash(String user) {
      return List.of("pw", "usermod", user, "-H", "0");
    }

    @Override
    boolean takesName() {
      return false;
    }

    @Override
    List<String> lockRoot() {
      return List.of("pw", "usermod", "root", "-h", "-");
    }
  },
  OPENBSD {
    @Override
    List<String> create(NewAccount account, Predicate<String> has) {
      return useradd(account, List.of());
    }

    @Override
    List<String> delete(String user, Predicate<String> has) {
      return List.of("userdel", "-r", user);
    }

    @Override
    List<String> lockRoot() {
      return List.of("usermod", "-p", "*", "root");
    }
  },
  /** BIG-IP. */
  TMSH {
    @Override
    List<String> create(NewAccount account, Predicate<String> has) {
      String access = "partition-access add { all-partitions { role admin } } shell bash";
      List<String> words =
          new ArrayList<>(List.of(DistroTable.TMSH, "create", "auth", "user", account.name()));
      words.addAll(List.of(access.split(" ")));
      return words;
    }

    @Override
    List<String> delete(String user, Predicate<String> has) {
      return List.of(DistroTable.TMSH, "delete", "auth", "user", user);
    }

    @Override
    List<String> hash(String user) {
      return List.of();
    }

    @Override
    List<String> save() {
      return List.of(DistroTable.TMSH, "save", "sys", "config");
    }
  },
  NONE {
    @Override
    List<String> create(NewAccount account, Predicate<String> has) {
      return List.of();
    }

    @Override
    List<String> delete(String user, Predicate<String> has) {
      return List.of();
    }

    @Override
    List<String> hash(String user) {
      return List.of();
    }
  };

  /** As a cell of the table has it. */
  static AccountKeeper of(String cell) {
    return valueOf(cell.toUpperCase(Locale.ROOT));
  }

  /** The command line that makes an account; empty if it can't be done here. */
  abstract List<String> create(NewAccount account, Predicate<String> has);

  /** The command line that sets the day an account ends at; empty where no program does. */
  List<String> expires(String user, LocalDate day) {
    return switch (this) {
      case SHADOW, OPENBSD -> List.of("usermod", "-e", day.toString(), user);
      case PW -> List.of("pw", "usermod", user, "-e", day.toString());
      case BUSYBOX, OPENWRT, TMSH, NONE -> List.of();
    };
  }

  /** Whether that day is set in the file of hashes: {@code login} reads it, no program sets it. */
  boolean endsInFile() {
    return this == BUSYBOX || this == OPENWRT;
  }

  /** The file that its program for that wants to be there; empty if none. */
  Optional<String> logins() {
    return switch (this) {
      case SHADOW, OPENWRT, OPENBSD -> Optional.of(DistroTable.LOGINS);
      case PW -> Optional.of(DistroTable.FREEBSD_LOGINS);
      case BUSYBOX, TMSH, NONE -> Optional.empty();
    };
  }

  /** The command line that removes an account with its home. */
  List<String> delete(String user, Predicate<String> has) {
    return List.of("userdel", "-f", "-r", "--", user);
  }

  /** The command line that reads the hash of a password on its standard input. */
  List<String> hash(String user) {
    return List.of(DistroTable.CHPASSWD, "-e");
  }

  /** The id its hashes have; empty where it takes what the C library does. */
  Optional<String> hashId() {
    return this == OPENBSD ? Optional.of("2b") : Optional.empty();
  }

  /** Whether that program wants the name before the hash. */
  boolean takesName() {
    return true;
  }

  /** The command line that locks root's password; empty where that is done in the file. */
  List<String> lockRoot() {
    return List.of();
  }

  /** The command line that makes changes last; empty where they do by themselves. */
  List<String> save() {
    return List.of();
  }

  private static List<String> useradd(NewAccount account, List<String> more) {
    List<String> words = new ArrayList<>(List.of("useradd", "-m"));
    words.addAll(more);
    options(words, account);
    words.addAll(List.of("--", account.name()));
    return words;
  }

  private static void options(List<String> words, NewAccount account) {
    account.expires().ifPresent(day -> words.addAll(List.of("-e", day.toString())));
    account.comment().ifPresent(text -> words.addAll(List.of("-c", text)));
  }
}

// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static org.waagent.machine.DistroTable.CHKCONFIG;
import static org.waagent.machine.DistroTable.INSSERV;
import static org.waagent.machine.DistroTable.RCCTL;
import static org.waagent.machine.DistroTable.RC_SERVICE;
import static org.waagent.machine.DistroTable.RC_UPDATE;
import static org.waagent.machine.DistroTable.SERVICE;
import static org.waagent.machine.DistroTable.SYSRC;
import static org.waagent.machine.DistroTable.SYSTEMCTL;
import static org.waagent.machine.DistroTable.UPDATE_RC;

import java.util.List;
import java.util.function.Predicate;

/** Programs that keep a machine's services, and how each is asked. */
enum Keeper {
  SYSTEMD("systemd") {
    @Override
    List<String> words(Wish wish, String service, Predicate<String> has) {
      return wish == Wish.CHECK
          ? List.of(SYSTEMCTL, "is-active", "--quiet", service)
          : List.of(SYSTEMCTL, wish.word(), service);
    }
  },
  OPENRC("OpenRC") {
    @Override
    List<String> words(Wish wish, String service, Predicate<String> has) {
      return switch (wish) {
        case ENABLE -> List.of(RC_UPDATE, "add", service, "default");
        case DISABLE -> List.of(RC_UPDATE, "del", service, "default");
        case CHECK -> List.of(RC_SERVICE, service, "status");
        case START, STOP, RESTART -> List.of(RC_SERVICE, service, wish.word());
      };
    }
  },
  SYSV("SysV") {
    @Override
    List<String> words(Wish wish, String service, Predicate<String> has) {
      return switch (wish) {
        case ENABLE -> enable(service, has);
        case DISABLE -> disable(service, has);
        case CHECK -> List.of(SERVICE, service, "status");
        case START, STOP, RESTART -> List.of(SERVICE, service, wish.word());
      };
    }

    private List<String> enable(String service, Predicate<String> has) {
      if (has.test(CHKCONFIG)) {
        return List.of(CHKCONFIG, service, "on");
      }
      return has.test(INSSERV) ? List.of(INSSERV, service) : List.of(UPDATE_RC, service, "enable");
    }

    private List<String> disable(String service, Predicate<String> has) {
      if (has.test(CHKCONFIG)) {
        return List.of(CHKCONFIG, service, "off");
      }
      return has.test(INSSERV)
          ? List.of(INSSERV, "-r", service)
          : List.of(UPDATE_RC, service, "disable");
    }
  },
  /** FreeBSD. The "one" words work for services that are not enabled too. */
  RC_D("rc.d") {
    @Override
    List<String> words(Wish wish, String service, Predicate<String> has) {
      return switch (wish) {
        case ENABLE -> List.of(SYSRC, service + "_enable=YES");
        case DISABLE -> List.of(SYSRC, service + "_enable=NO");
        case CHECK -> List.of(SERVICE, service, "onestatus");
        case START, STOP, RESTART -> List.of(SERVICE, service, "one" + wish.word());
      };
    }
  },
  /** OpenBSD. */
  RC_CTL("rcctl") {
    @Override
    List<String> words(Wish wish, String service, Predicate<String> has) {
      return List.of(RCCTL, wish.word(), service);
    }
  },
  NONE("none") {
    @Override
    List<String> words(Wish wish, String service, Predicate<String> has) {
      return List.of();
    }
  };

  private final String kind;

  Keeper(String kind) {
    this.kind = kind;
  }

  String kind() {
    return kind;
  }

  /**
   * The command line.
   *
   * @param has whether the machine has a program
   * @return empty if nobody can be asked
   */
  abstract List<String> words(Wish wish, String service, Predicate<String> has);

  /** What is wanted of a service. */
  enum Wish {
    CHECK("check"),
    START("start"),
    STOP("stop"),
    RESTART("restart"),
    ENABLE("enable"),
    DISABLE("disable");

    private final String word;

    Wish(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }
}

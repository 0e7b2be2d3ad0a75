// SPDX-License-Identifier: Apache-2.0
package org.waagent.core.control;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.condition.Condition;
import org.osgi.service.log.Logger;
import org.osgi.service.log.LoggerFactory;
import org.waagent.core.ModeActivator;
import org.waagent.core.lane.Lane;
import org.waagent.core.lane.Lanes;
import org.waagent.core.loop.Causes;
import org.waagent.os.Directories;
import org.waagent.os.Files;
import org.waagent.plugin.Console;
import org.waagent.plugin.FrameworkProperties;

/** Takes commands for the running agent from root and from the agent's own user. */
@Component(service = ControlSocket.class, immediate = true)
public final class ControlSocket {
  private static final int MOST_SESSIONS = 16;
  private static final int REFUSED = 1;
  private static final Duration AGAIN = Duration.ofMinutes(5);

  private final Lanes lanes;
  private final Lane lane;
  private final BiFunction<List<String>, Console, Integer> verbs;
  private final SocketFile file;
  private final Logger logger;
  private final Set<Session> sessions = ConcurrentHashMap.newKeySet();
  private SocketFile.Listening listening;
  private boolean stopped;

  @Activate
  public ControlSocket(
      BundleContext context,
      @Reference(target = ModeActivator.IN_DAEMON) Condition daemon,
      @Reference Lanes lanes,
      @Reference Files files,
      @Reference Directories directories,
      @Reference(service = LoggerFactory.class) Logger logger) {
    this(
        lanes,
        new Verbs(context)::run,
        new SocketFile(directories.lib(), root(context), files),
        logger);
    start();
  }

  ControlSocket(
      Lanes lanes,
      BiFunction<List<String>, Console, Integer> verbs,
      SocketFile file,
      Logger logger) {
    this.lanes = lanes;
    this.lane = lanes.lane("control");
    this.verbs = verbs;
    this.file = file;
    this.logger = logger;
  }

  private static Path root(BundleContext context) {
    String root = context.getProperty(FrameworkProperties.ROOT);
    return Path.of(root == null || root.isEmpty() ? "/" : root);
  }

  void start() {
    lane.run(this::listen);
  }

  @Deactivate
  void stop() {
    SocketFile.Listening last;
    synchronized (this) {
      stopped = true;
      last = listening;
    }
    try {
      if (last != null) {
        file.remove(last);
        last.channel().close();
      }
      for (Session session : sessions) {
        session.close();
      }
    } catch (IOException e) {
      logger.warn("The control socket {} is left behind: {}", file, Causes.text(e));
    }
  }

  private void listen() {
    try {
      SocketFile.Listening opened = file.open();
      if (!isKept(opened)) {
        file.remove(opened);
        opened.channel().close();
        return;
      }
      while (true) {
        take(opened.channel().accept(), opened.owner());
      }
    } catch (ClosedChannelException e) {
      logger.debug("the control socket is closed");
    } catch (IOException | RuntimeException e) {
      logger.warn("Commands for the running agent can't be taken at {}: {}", file, Causes.text(e));
      lane.after(AGAIN, this::listen);
    }
  }

  private synchronized boolean isKept(SocketFile.Listening opened) {
    listening = opened;
    return !stopped;
  }

  private void take(SocketChannel channel, String owner) {
    Session session = new Session(channel, lanes.clock());
    if (sessions.size() >= MOST_SESSIONS) {
      refuse(session, "too many commands at a time");
      return;
    }
    sessions.add(session);
    lanes.lane("session").run(() -> serve(session, channel, owner));
  }

  private void serve(Session session, SocketChannel channel, String owner) {
    try (session) {
      UnixDomainPrincipal peer = channel.getOption(ExtendedSocketOptions.SO_PEERCRED);
      String user = peer.user().getName();
      if (!user.equals("root") && !user.equals(owner)) {
        logger.warn("A command of the user {} was refused", user);
        refuse(session, "only root and " + owner + " may do this");
        return;
      }
      answer(session);
    } catch (IOException e) {
      // The caller gets no answer it could read; it sees the connection close.
      logger.debug("a command was not taken: {}", Causes.text(e));
    } finally {
      sessions.remove(session);
    }
  }

  private void answer(Session session) throws IOException {
    try {
      session.exit(verbs.apply(session.request().words(), session));
    } catch (Request.Refused e) {
      refuse(session, e.getMessage());
    }
  }

  private void refuse(Session session, String why) {
    try (session) {
      session.err(why);
      session.exit(REFUSED);
      session.drain();
    } catch (IOException e) {
      logger.debug("a refused caller was gone already: {}", Causes.text(e));
    }
  }
}

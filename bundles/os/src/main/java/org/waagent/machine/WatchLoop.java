// SPDX-License-Identifier: Apache-2.0
package org.waagent.machine;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The thread behind the watches. It blocks until the system tells of a change. */
final class WatchLoop implements Runnable {
  /** Changes closer together than this are told as one. */
  private static final long GATHER_MILLIS = 20;

  private final WatchService service;
  private final Map<WatchKey, Map<Watch, Set<String>>> watched = new HashMap<>();

  WatchLoop(WatchService service) {
    this.service = service;
  }

  void start() {
    Thread thread = new Thread(this, "waagent-watch");
    thread.setDaemon(true);
    thread.start();
  }

  void end() {
    try {
      service.close();
    } catch (IOException e) {
      throw new IllegalStateException("the watch service did not end", e);
    }
  }

  /** Has a watch wait for these and no others. A folder that is gone is left out. */
  synchronized void replace(Watch watch, Map<Path, Set<String>> folders) throws IOException {
    Map<WatchKey, Set<String>> added = new HashMap<>();
    for (Map.Entry<Path, Set<String>> folder : folders.entrySet()) {
      try {
        WatchKey key = folder.getKey().register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
        // Two paths may be one folder.
        added.computeIfAbsent(key, k -> new HashSet<>()).addAll(folder.getValue());
      } catch (NoSuchFileException | NotDirectoryException gone) {
        continue;
      }
    }
    watched.values().forEach(watches -> watches.remove(watch));
    added.forEach(
        (key, names) -> watched.computeIfAbsent(key, k -> new HashMap<>()).put(watch, names));
    cancelUnused();
  }

  synchronized void remove(Watch watch) {
    watched.values().forEach(watches -> watches.remove(watch));
    cancelUnused();
  }

  private void cancelUnused() {
    Iterator<Map.Entry<WatchKey, Map<Watch, Set<String>>>> all = watched.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<WatchKey, Map<Watch, Set<String>>> one = all.next();
      if (one.getValue().isEmpty()) {
        one.getKey().cancel();
        all.remove();
      }
    }
  }

  @Override
  public void run() {
    try {
      while (true) {
        tell(gather(service.take()));
      }
    } catch (ClosedWatchServiceException | InterruptedException e) {
      // The last watch ended, and this thread with it.
      return;
    }
  }

  private Set<Watch> gather(WatchKey first) throws InterruptedException {
    Set<Watch> touched = new LinkedHashSet<>();
    Thread.sleep(GATHER_MILLIS);
    for (WatchKey key = first; key != null; key = service.poll()) {
      touched(key, touched);
    }
    return touched;
  }

  private synchronized void touched(WatchKey key, Set<Watch> touched) {
    Map<Watch, Set<String>> watches = watched.getOrDefault(key, Map.of());
    for (WatchEvent<?> event : key.pollEvents()) {
      String name = event.context() instanceof Path path ? path.toString() : "";
      watches.forEach(
          (watch, names) -> {
            if (event.kind() == OVERFLOW || names.contains("") || names.contains(name)) {
              touched.add(watch);
            }
          });
    }
    if (!key.reset()) {
      watched.remove(key);
      watches.keySet().forEach(Watch::lost);
      touched.addAll(watches.keySet());
    }
  }

  private void tell(Set<Watch> touched) {
    for (Watch watch : touched) {
      try {
        watch.settle();
        watch.tell();
      } catch (IOException | RuntimeException e) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      }
    }
  }
}

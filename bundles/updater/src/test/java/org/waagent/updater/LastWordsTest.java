// SPDX-License-Identifier: Apache-2.0
package org.waagent.updater;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Thread.UncaughtExceptionHandler;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LastWordsTest {
  private final UncaughtExceptionHandler former = Thread.getDefaultUncaughtExceptionHandler();
  private final List<String> heard = new ArrayList<>();

  @BeforeEach
  void begin() {
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> heard.add("who was there"));
  }

  @AfterEach
  void end() {
    Thread.setDefaultUncaughtExceptionHandler(former);
  }

  private LastWords words(String name) {
    LastWords words =
        new LastWords((thread, thrown) -> heard.add(name), (thread, thrown) -> heard.add("last"));
    words.hear();
    return words;
  }

  private List<String> tell() {
    heard.clear();
    Thread.getDefaultUncaughtExceptionHandler()
        .uncaughtException(Thread.currentThread(), new IllegalStateException());
    return heard;
  }

  @Test
  void allHearTheNewestFirst() {
    words("old");
    words("new");

    assertThat(tell()).containsExactly("new", "old", "who was there");
  }

  @Test
  void whoEndsFirstGoesFromTheMiddle() throws Exception {
    LastWords old = words("old");
    LastWords between = words("between");
    LastWords youngest = words("new");

    old.close();
    assertThat(tell()).containsExactly("new", "between", "who was there");
    between.close();
    between.close();
    assertThat(tell()).containsExactly("new", "who was there");
    WeakReference<LastWords> gone = new WeakReference<>(old);
    old = null;
    between = null;
    for (int i = 0; i < 100 && gone.get() != null; i++) {
      System.gc();
      Thread.sleep(50);
    }
    assertThat(gone.get()).as("nothing refers to it any more").isNull();
    youngest.close();
    assertThat(tell()).containsExactly("who was there");
  }

  @Test
  void whereNobodyHeardBeforeTheLastOneDoes() {
    Thread.setDefaultUncaughtExceptionHandler(null);
    words("only");

    assertThat(tell()).containsExactly("only", "last");
  }
}

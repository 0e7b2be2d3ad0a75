// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.waagent.goalstate.StatusBlob;

/**
 * One write to the storage that holds the status blob.
 *
 * @param url where
 * @param headers in alphabetic order
 * @param content empty for the step that only makes a page blob
 */
record StatusPut(String url, Map<String, String> headers, Optional<byte[]> content) {
  private static final String STORAGE_VERSION = "2014-02-14";
  private static final int PAGE = 512;
  private static final int MOST_AT_ONCE = 4 * 1024 * 1024;

  /**
   * The writes that put a status.
   *
   * @param padding what fills the last page of a page blob
   */
  static List<StatusPut> of(StatusBlob blob, byte[] status, char padding, Instant now) {
    String url = blob.url().text();
    String date = now.truncatedTo(ChronoUnit.SECONDS).toString();
    if (blob.type() == StatusBlob.Type.BLOCK_BLOB) {
      Map<String, String> headers = headers(status.length, date);
      headers.put("x-ms-blob-type", "BlockBlob");
      return List.of(new StatusPut(url, headers, Optional.of(status)));
    }
    int size = (status.length + PAGE - 1) / PAGE * PAGE;
    byte[] pages = Arrays.copyOf(status, size);
    Arrays.fill(pages, status.length, size, (byte) padding);
    List<StatusPut> puts = new ArrayList<>();
    Map<String, String> create = headers(0, date);
    create.put("x-ms-blob-type", "PageBlob");
    create.put("x-ms-blob-content-length", String.valueOf(size));
    puts.add(new StatusPut(url, create, Optional.empty()));
    String pageUrl = url + (url.indexOf('?') < 0 ? "?" : "&") + "comp=page";
    for (int from = 0; from < size; from += MOST_AT_ONCE) {
      byte[] part = Arrays.copyOfRange(pages, from, Math.min(size, from + MOST_AT_ONCE));
      Map<String, String> headers = headers(part.length, date);
      headers.put("x-ms-page-write", "update");
      headers.put("x-ms-range", "bytes=" + from + "-" + (from + part.length - 1));
      puts.add(new StatusPut(pageUrl, headers, Optional.of(part)));
    }
    return puts;
  }

  private static Map<String, String> headers(int length, String date) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Length", String.valueOf(length));
    headers.put("x-ms-date", date);
    headers.put("x-ms-version", STORAGE_VERSION);
    return headers;
  }

  /** The same as a wish to the host plugin. */
  byte[] forHostPlugin() {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setHtmlSafe(false);
      json.beginObject();
      if (content.isPresent()) {
        json.name("content").value(Base64.getEncoder().encodeToString(content.get()));
      }
      json.name("headers").beginArray();
      for (Map.Entry<String, String> header : headers.entrySet()) {
        json.beginObject();
        json.name("headerName").value(header.getKey());
        json.name("headerValue").value(header.getValue());
        json.endObject();
      }
      json.endArray();
      json.name("requestUri").value(url);
      json.endObject();
    } catch (IOException e) {
      throw new IllegalStateException("a text in memory can't fail", e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}

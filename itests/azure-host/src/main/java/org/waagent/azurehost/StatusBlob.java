// SPDX-License-Identifier: Apache-2.0
package org.waagent.azurehost;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.waagent.azurehost.http.HttpRequest;

/** The status blob with the rules of the storage service for block and page blobs. */
final class StatusBlob {
  private static final int PAGE = 512;
  private static final int MAX_PAGES = 4 * 1024 * 1024;
  private static final int MAX_PAGE_BLOB = 64 * 1024 * 1024;
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,9})-(\\d{1,9})");
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";

  private byte[] pages;

  /** Takes one PUT; gives the text when the blob is complete with it. */
  synchronized Optional<String> put(HttpRequest request, BlobType wanted) {
    Require.header(request, "x-ms-version", "2014-02-14");
    String date = Require.header(request, "x-ms-date");
    if (!date.matches(TIME)) {
      throw Require.badHeader("x-ms-date", date, "a time such as 2024-01-01T00:00:00Z");
    }
    length(request);
    if (request.param("comp").orElse("").equals("page")) {
      return putPages(request);
    }
    String type = Require.header(request, "x-ms-blob-type");
    if (!type.equals("BlockBlob") && !type.equals("PageBlob")) {
      throw Require.badHeader("x-ms-blob-type", type, "BlockBlob or PageBlob");
    }
    if (!type.equals(wanted.word())) {
      throw Refusal.wrong(
          409, "InvalidBlobType", "The goal state asks for a " + wanted.word() + ", not " + type);
    }
    return type.equals("PageBlob") ? create(request) : Optional.of(request.text());
  }

  private static void length(HttpRequest request) {
    Require.length(request);
    String length = request.header("Content-Length").orElse("");
    boolean chunked = request.header("Transfer-Encoding").isPresent();
    if (!chunked && !length.equals(Integer.toString(request.body().length))) {
      throw Require.badHeader("Content-Length", length, "" + request.body().length);
    }
  }

  private Optional<String> create(HttpRequest request) {
    if (request.body().length > 0) {
      throw Require.badHeader("Content-Length", "" + request.body().length, "0");
    }
    String sent = Require.header(request, "x-ms-blob-content-length");
    if (!sent.matches("\\d{1,9}") || Integer.parseInt(sent) % PAGE != 0) {
      throw Require.badHeader("x-ms-blob-content-length", sent, "a multiple of 512");
    }
    if (Integer.parseInt(sent) > MAX_PAGE_BLOB) {
      throw Refusal.wrong(413, "RequestBodyTooLarge", "A status blob of " + sent + " bytes");
    }
    pages = new byte[Integer.parseInt(sent)];
    return Optional.empty();
  }

  private Optional<String> putPages(HttpRequest request) {
    if (pages == null) {
      throw Refusal.wrong(404, "BlobNotFound", "The page blob was not created.");
    }
    Require.header(request, "x-ms-page-write", "update");
    String sent = Require.header(request, "x-ms-range");
    Matcher range = RANGE.matcher(sent);
    if (!range.matches()) {
      throw Require.badHeader("x-ms-range", sent, "bytes=first-last");
    }
    int start = Integer.parseInt(range.group(1));
    int end = Integer.parseInt(range.group(2)) + 1;
    int length = end - start;
    if (start % PAGE != 0 || end % PAGE != 0 || length <= 0 || end > pages.length) {
      throw Refusal.wrong(416, "InvalidPageRange", "The page range is invalid: " + sent);
    }
    if (length > MAX_PAGES || length != request.body().length) {
      throw Require.badHeader("Content-Length", "" + request.body().length, "" + length);
    }
    System.arraycopy(request.body(), 0, pages, start, length);
    return end == pages.length ? Optional.of(text()) : Optional.empty();
  }

  /** The pages without the padding at their end, spaces or zeros. */
  private String text() {
    int end = pages.length;
    while (end > 0 && (pages[end - 1] == 0 || pages[end - 1] == ' ')) {
      end--;
    }
    return new String(pages, 0, end, StandardCharsets.UTF_8);
  }
}

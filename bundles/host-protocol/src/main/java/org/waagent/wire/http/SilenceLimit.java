// SPDX-License-Identifier: Apache-2.0
package org.waagent.wire.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Ends a call whose server sends nothing for longer than the request's tag says. */
final class SilenceLimit implements Interceptor {
  @Override
  public Response intercept(Chain chain) throws IOException {
    Duration silence = chain.request().tag(Duration.class);
    Chain limited =
        silence == null
            ? chain
            : chain.withReadTimeout((int) silence.toMillis(), TimeUnit.MILLISECONDS);
    return limited.proceed(chain.request());
  }
}

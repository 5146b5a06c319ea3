package dev.streamviewer.auth;

import dev.streamviewer.platform.bus.RecordJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * A sign-in under way.
 *
 * @param browserHash the hash of what the browser must hold when it comes back
 * @param streamer the streamer to open afterwards, or null
 * @param used whether the browser came back already
 */
record PendingLogin(String browserHash, String streamer, Instant createdAt, boolean used) {
  static PendingLogin parse(String json) {
    return RecordJson.decode(json.getBytes(StandardCharsets.UTF_8), PendingLogin.class);
  }

  String json() {
    return new String(RecordJson.encode(this), StandardCharsets.UTF_8);
  }

  PendingLogin spent() {
    return new PendingLogin(browserHash, streamer, createdAt, true);
  }
}

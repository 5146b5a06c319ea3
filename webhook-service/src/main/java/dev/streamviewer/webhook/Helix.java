package dev.streamviewer.webhook;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Twitch's API. What it answers is a success, whatever it says; 5xx and silence are failures. */
interface Helix {
  Future<Answer> get(String pathAndQuery);

  Future<Answer> post(String path, JsonObject body);

  Future<Answer> patch(String path, JsonObject body);

  Future<Answer> delete(String pathAndQuery);

  /**
   * What Twitch answered.
   *
   * @param body empty if there was none
   */
  record Answer(int status, JsonObject body) {
    /** Twitch's own words about an error. */
    String message() {
      return body.getString("message", "status " + status);
    }
  }
}

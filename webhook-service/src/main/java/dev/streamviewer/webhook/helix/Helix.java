package dev.streamviewer.webhook.helix;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/**
 * Twitch's API. Every answer below 500 other than 401 is a success; 401, 5xx and timeouts are
 * failures.
 */
public interface Helix {
  Future<Answer> get(String pathAndQuery);

  Future<Answer> post(String path, JsonObject body);

  Future<Answer> patch(String path, JsonObject body);

  Future<Answer> delete(String pathAndQuery);

  /** Returns the same API with a callback at the end of each call. */
  default Helix telling(Runnable ended) {
    return new Helix() {
      @Override
      public Future<Answer> get(String pathAndQuery) {
        return Helix.this.get(pathAndQuery).onComplete(it -> ended.run());
      }

      @Override
      public Future<Answer> post(String path, JsonObject body) {
        return Helix.this.post(path, body).onComplete(it -> ended.run());
      }

      @Override
      public Future<Answer> patch(String path, JsonObject body) {
        return Helix.this.patch(path, body).onComplete(it -> ended.run());
      }

      @Override
      public Future<Answer> delete(String pathAndQuery) {
        return Helix.this.delete(pathAndQuery).onComplete(it -> ended.run());
      }
    };
  }

  /**
   * Twitch's answer.
   *
   * @param body empty if there was none
   */
  record Answer(int status, JsonObject body) {
    /** Twitch's own error message. */
    public String message() {
      return body.getString("message", "status " + status);
    }
  }
}

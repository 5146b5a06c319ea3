package dev.streamviewer.webhook.helix;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** Twitch's API. What it answers is a success, whatever it says; 5xx and silence are failures. */
public interface Helix {
  Future<Answer> get(String pathAndQuery);

  Future<Answer> post(String path, JsonObject body);

  Future<Answer> patch(String path, JsonObject body);

  Future<Answer> delete(String pathAndQuery);

  /** The same API, of which each end of a call is told. */
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
   * What Twitch answered.
   *
   * @param body empty if there was none
   */
  record Answer(int status, JsonObject body) {
    /** Twitch's own words about an error. */
    public String message() {
      return body.getString("message", "status " + status);
    }
  }
}

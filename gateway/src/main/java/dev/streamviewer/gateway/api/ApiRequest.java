package dev.streamviewer.gateway.api;

import dev.streamviewer.platform.contract.auth.Session;
import dev.streamviewer.platform.contract.auth.Viewer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import java.util.Map;

/**
 * A request of the page that has passed the checks of the contract.
 *
 * @param session the session of the viewer; null where the contract requires none
 * @param values the given parameters and form fields, by name
 */
public record ApiRequest(HttpServerRequest http, Session session, Map<String, String> values) {
  /** The signed-in viewer. */
  Viewer viewer() {
    return session.viewer();
  }

  /** A parameter, or null if it was not given. */
  String value(String name) {
    return values.get(name);
  }

  /** The streamer's login in the path, in lower case. */
  String login() {
    return values.get("login").toLowerCase(Locale.ROOT);
  }

  HttpServerResponse response() {
    return http.response();
  }
}

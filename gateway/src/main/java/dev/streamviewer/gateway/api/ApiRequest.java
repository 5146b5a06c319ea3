package dev.streamviewer.gateway.api;

import dev.streamviewer.platform.contract.auth.Session;
import dev.streamviewer.platform.contract.auth.Viewer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import java.util.Map;

/**
 * A request of the page that may be answered: it was checked against the contract.
 *
 * @param session of who asks; null where the contract does not ask for one
 * @param values the parameters and form fields that were given, by name
 */
public record ApiRequest(HttpServerRequest http, Session session, Map<String, String> values) {
  /** Who asks. */
  Viewer viewer() {
    return session.viewer();
  }

  /** A parameter, or null if it was not given. */
  String value(String name) {
    return values.get(name);
  }

  /** The streamer's login that the path names, in lower case. */
  String login() {
    return values.get("login").toLowerCase(Locale.ROOT);
  }

  HttpServerResponse response() {
    return http.response();
  }
}

package dev.streamviewer.gateway;

import dev.streamviewer.platform.contract.Viewer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import java.util.Map;

/**
 * A request of the page that may be answered: it was checked against the contract.
 *
 * @param viewer who asks; null where the contract does not ask for a session
 * @param values the parameters and form fields that were given, by name
 */
record ApiRequest(HttpServerRequest http, Viewer viewer, Map<String, String> values) {
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

package dev.streamviewer.gateway.api;

import dev.streamviewer.platform.contract.auth.Session;
import dev.streamviewer.platform.contract.auth.Viewer;
import dev.streamviewer.platform.contract.overlay.OverlayRights;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Locale;
import java.util.Map;

/**
 * A request of the page that has passed the checks of the contract.
 *
 * @param session the session of the viewer, or the rights of an overlay in this form; null where
 *     the contract requires none
 * @param overlay the streamer of the overlay that makes the request; null for a session
 * @param values the given parameters and form fields, by name
 */
public record ApiRequest(
    HttpServerRequest http, Session session, String overlay, Map<String, String> values) {
  /** A request with a session, or without where the contract requires none. */
  static ApiRequest of(HttpServerRequest http, Session session, Map<String, String> values) {
    return new ApiRequest(http, session, null, values);
  }

  /** A request of an overlay, which lends no token and has only the scopes of the own channel. */
  static ApiRequest of(HttpServerRequest http, OverlayRights rights, Map<String, String> values) {
    var login = rights.viewerLogin();
    var viewer = new Viewer(rights.viewerId(), login, login, "", rights.scopes());
    return new ApiRequest(http, new Session(viewer, null), rights.streamer(), values);
  }

  /** Whether the request may be about a streamer: an overlay is bound to one. */
  boolean mayConcern(String login) {
    return overlay == null || overlay.equals(login);
  }

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

package dev.streamviewer.sandbox.twitch.oauth;

import dev.streamviewer.sandbox.wire.ApiError;
import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.MultiMap;
import java.util.Map;
import java.util.Set;

/** Request of the application at the authorize endpoint. */
record AuthorizeRequest(
    String clientId,
    String redirectUri,
    String responseType,
    Set<String> scopes,
    String state,
    boolean forceVerify) {

  /**
   * Reads the query of a link or the fields of the consent form. A wrong client or redirect URI is
   * rejected at once, because no safe redirect target is known.
   */
  static AuthorizeRequest from(MultiMap params, OAuthOptions options) {
    var request =
        new AuthorizeRequest(
            text(params, "client_id"),
            text(params, "redirect_uri"),
            text(params, "response_type"),
            TwitchScopes.parse(text(params, "scope")),
            text(params, "state"),
            Boolean.parseBoolean(params.get("force_verify")));
    if (request.clientId.isEmpty()) {
      throw new ApiError(400, "missing client id");
    }
    if (!request.clientId.equals(options.clientId())) {
      throw new ApiError(400, "invalid client");
    }
    if (!options.allowsRedirectTo(request.redirectUri)) {
      throw new ApiError(400, "Parameter redirect_uri does not match registered URI");
    }
    return request;
  }

  String accepted(String code) {
    return redirect(Map.of("code", code, "scope", String.join(" ", scopes)));
  }

  String denied() {
    return failed("access_denied", "The user denied you access");
  }

  String failed(String error, String description) {
    return redirect(Map.of("error", error, "error_description", description));
  }

  private String redirect(Map<String, String> answer) {
    var uri = new QueryStringEncoder(redirectUri);
    answer.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(parameter -> uri.addParam(parameter.getKey(), parameter.getValue()));
    if (!state.isEmpty()) {
      uri.addParam("state", state);
    }
    // The encoder writes %20 for a space; Twitch writes a plus.
    return uri.toString().replace("%20", "+");
  }

  private static String text(MultiMap params, String name) {
    var value = params.get(name);
    return value == null ? "" : value;
  }
}

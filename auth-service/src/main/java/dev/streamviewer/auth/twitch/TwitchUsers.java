package dev.streamviewer.auth.twitch;

import dev.streamviewer.auth.config.AuthConfig;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.http.BoundedWebClient;
import dev.streamviewer.platform.json.LenientJson;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.util.Objects;
import java.util.function.Function;

/**
 * Identity of users: "Validating Tokens" of Twitch's documentation, and Helix's "Get Users". Every
 * failure is a {@link TwitchFailure}.
 */
public final class TwitchUsers {
  /** Enough for a round of validations and concurrent sign-ins. */
  private static final int CONNECTIONS = 16;

  private static final int MAX_WAITING = 500;

  private final BoundedWebClient web;
  private final AuthConfig config;

  public TwitchUsers(Vertx vertx, AuthConfig config, TwitchDeadlines deadlines) {
    this.web = new BoundedWebClient(vertx, "Twitch", deadlines.limits(CONNECTIONS, MAX_WAITING));
    this.config = config;
  }

  /**
   * Validates a user token and returns its identity; status 401 means that the token is invalid.
   */
  public Future<TokenIdentity> validate(Secret token) {
    var request =
        web.request(HttpMethod.GET, config.idUrl() + "/validate")
            .putHeader("Authorization", "OAuth " + token.value());
    return send(request, TwitchUsers::identity);
  }

  /** Fetches the profile of a token's owner. */
  public Future<TwitchProfile> profile(Secret token) {
    var request =
        web.request(HttpMethod.GET, config.apiUrl() + "/users")
            .bearerTokenAuthentication(token.value())
            .putHeader("Client-Id", config.clientId());
    return send(request, TwitchUsers::profile);
  }

  private <T> Future<T> send(HttpRequest<Buffer> request, Function<JsonObject, T> reader) {
    return web.inTime(request.send())
        .map(TwitchUsers::body)
        .map(reader)
        .recover(failure -> Future.failedFuture(TwitchFailure.of(failure)));
  }

  private static JsonObject body(HttpResponse<Buffer> response) {
    if (response.statusCode() == 200) {
      return response.bodyAsJsonObject();
    }
    throw new TwitchFailure(response.statusCode(), message(response));
  }

  /** Returns the error message, or the reason phrase: proxies in front of Twitch answer HTML. */
  private static String message(HttpResponse<Buffer> response) {
    return LenientJson.object(response.body()).getString("message", response.statusMessage());
  }

  private static TokenIdentity identity(JsonObject answer) {
    return new TokenIdentity(
        required(answer, "user_id"), login(answer), OAuthScopes.granted(answer.getValue("scopes")));
  }

  /** Reads the login. Twitch names a deleted account by its id alone. */
  private static String login(JsonObject answer) {
    var login = answer.getString("login");
    return login == null || login.isBlank() ? null : login;
  }

  private static TwitchProfile profile(JsonObject answer) {
    var user = answer.getJsonArray("data").getJsonObject(0);
    return new TwitchProfile(
        required(user, "display_name"),
        Objects.requireNonNullElse(user.getString("profile_image_url"), ""));
  }

  private static String required(JsonObject json, String field) {
    var text = json.getString(field);
    if (text == null) {
      throw new IllegalStateException("Twitch's response has no " + field);
    }
    return text;
  }
}

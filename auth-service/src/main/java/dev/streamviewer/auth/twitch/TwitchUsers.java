package dev.streamviewer.auth.twitch;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.auth.config.AuthConfig;
import dev.streamviewer.platform.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.function.Function;

/**
 * Identity of users: "Validating Tokens" of Twitch's documentation, and Helix's "Get Users". Every
 * failure is a {@link TwitchFailure}.
 */
public final class TwitchUsers {
  /** Enough for a round of validations and concurrent sign-ins. */
  private static final int CONNECTIONS = 16;

  private final WebClient web;
  private final AuthConfig config;
  private final TwitchDeadlines deadlines;

  public TwitchUsers(Vertx vertx, AuthConfig config, TwitchDeadlines deadlines) {
    this.web =
        WebClient.create(
            vertx,
            deadlines.apply(new WebClientOptions().setFollowRedirects(false)),
            new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    this.config = config;
    this.deadlines = deadlines;
  }

  /**
   * Validates a user token and returns its identity; status 401 means that the token is invalid.
   */
  public Future<TokenIdentity> validate(Secret token) {
    var request =
        web.getAbs(config.idUrl() + "/validate")
            .putHeader("Authorization", "OAuth " + token.value());
    return send(request, TwitchUsers::identity);
  }

  /** Fetches the profile of a token's owner. */
  public Future<TwitchProfile> profile(Secret token) {
    var request =
        web.getAbs(config.apiUrl() + "/users")
            .bearerTokenAuthentication(token.value())
            .putHeader("Client-Id", config.clientId());
    return send(request, TwitchUsers::profile);
  }

  private <T> Future<T> send(HttpRequest<Buffer> request, Function<JsonObject, T> reader) {
    var limit = deadlines.whole().toMillis();
    return request
        .timeout(limit)
        .send()
        .timeout(limit, MILLISECONDS)
        .map(TwitchUsers::body)
        .map(reader)
        .recover(failure -> Future.failedFuture(typed(failure)));
  }

  private static JsonObject body(HttpResponse<Buffer> response) {
    if (response.statusCode() == 200) {
      return response.bodyAsJsonObject();
    }
    throw new TwitchFailure(response.statusCode(), message(response));
  }

  /** Returns the error message, or the reason phrase: proxies in front of Twitch answer HTML. */
  private static String message(HttpResponse<Buffer> response) {
    var type = response.getHeader("Content-Type");
    return type != null && type.startsWith("application/json")
        ? response.bodyAsJsonObject().getString("message", response.statusMessage())
        : response.statusMessage();
  }

  private static TokenIdentity identity(JsonObject answer) {
    return new TokenIdentity(
        required(answer, "user_id"),
        required(answer, "login"),
        OAuthScopes.granted(answer.getValue("scopes")));
  }

  private static TwitchProfile profile(JsonObject answer) {
    var user = answer.getJsonArray("data").getJsonObject(0);
    return new TwitchProfile(
        required(user, "display_name"), user.getString("profile_image_url", ""));
  }

  private static String required(JsonObject json, String field) {
    var text = json.getString(field);
    if (text == null) {
      throw new IllegalStateException("Twitch's response has no " + field);
    }
    return text;
  }

  private static TwitchFailure typed(Throwable failure) {
    return failure instanceof TwitchFailure twitch ? twitch : TwitchFailure.unreachable(failure);
  }
}

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
 * Who a user is: "Validating Tokens" of Twitch's documentation, and Helix's "Get Users". Every call
 * fails with a {@link TwitchFailure} and nothing else.
 */
public final class TwitchUsers {
  /** Room for a round of validations with sign-ins beside it. */
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

  /** Whether a user token is good, and for what; a status of 401 says that it is not. */
  public Future<TokenIdentity> validate(Secret token) {
    var request =
        web.getAbs(config.idUrl() + "/validate")
            .putHeader("Authorization", "OAuth " + token.value());
    return send(request, TwitchUsers::identity);
  }

  /** The name and the picture of a token's owner. */
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

  /** Proxies in front of Twitch answer HTML. */
  private static String message(HttpResponse<Buffer> response) {
    var type = response.getHeader("Content-Type");
    return type != null && type.startsWith("application/json")
        ? response.bodyAsJsonObject().getString("message", response.statusMessage())
        : response.statusMessage();
  }

  private static TokenIdentity identity(JsonObject answer) {
    return new TokenIdentity(
        present(answer, "user_id"),
        present(answer, "login"),
        OAuthScopes.granted(answer.getValue("scopes")));
  }

  private static TwitchProfile profile(JsonObject answer) {
    var user = answer.getJsonArray("data").getJsonObject(0);
    return new TwitchProfile(
        present(user, "display_name"), user.getString("profile_image_url", ""));
  }

  private static String present(JsonObject json, String field) {
    var text = json.getString(field);
    if (text == null) {
      throw new IllegalStateException("Twitch answered without " + field);
    }
    return text;
  }

  private static TwitchFailure typed(Throwable failure) {
    return failure instanceof TwitchFailure known ? known : TwitchFailure.unreachable(failure);
  }
}

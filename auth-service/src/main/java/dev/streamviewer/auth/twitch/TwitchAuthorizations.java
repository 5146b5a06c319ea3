package dev.streamviewer.auth.twitch;

import dev.streamviewer.auth.config.AuthConfig;
import dev.streamviewer.platform.contract.auth.AppToken;
import dev.streamviewer.platform.http.BoundedWebClient;
import dev.streamviewer.platform.http.BoundedWebClient.Limits;
import dev.streamviewer.platform.json.LenientJson;
import dev.streamviewer.platform.twitch.HelixStreams;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Helix's "Get Authorization By User": the scopes that users grant to this application. Every
 * failure is a {@link TwitchFailure}.
 */
public final class TwitchAuthorizations {
  private static final int CONNECTIONS = 4;
  private static final int MAX_WAITING = 100;

  private final BoundedWebClient web;
  private final AuthConfig config;

  /**
   * A user's authorization of this application.
   *
   * @param login the user's login today, in lower case
   */
  public record Authorization(String login, Set<String> scopes) {}

  public TwitchAuthorizations(Vertx vertx, AuthConfig config, TwitchDeadlines deadlines) {
    this.web =
        new BoundedWebClient(
            vertx,
            "Twitch",
            new Limits(
                deadlines.connect(),
                deadlines.whole(),
                deadlines.whole(),
                CONNECTIONS,
                MAX_WAITING));
    this.config = config;
  }

  /** Finds the authorization of a user; empty without one, or without such a user. */
  public Future<Optional<Authorization>> find(AppToken token, String userId) {
    var request =
        web.request(HttpMethod.GET, config.apiUrl() + "/authorization/users?user_id=" + userId)
            .bearerTokenAuthentication(token.token().value())
            .putHeader("Client-Id", token.clientId());
    return web.inTime(request.send())
        .map(response -> authorization(response, userId))
        .recover(failure -> Future.failedFuture(typed(failure)));
  }

  /** Reads an answer. Only a well-formed answer about this user counts as one. */
  private static Optional<Authorization> authorization(
      HttpResponse<Buffer> response, String userId) {
    var body = LenientJson.object(response.body());
    if (response.statusCode() != 200) {
      throw new TwitchFailure(
          response.statusCode(), body.getString("message", response.statusMessage()));
    }
    if (!body.containsKey("data")) {
      throw TwitchFailure.unreachable(new IllegalStateException("Twitch's response has no data"));
    }
    return LenientJson.objects(body.getValue("data"))
        .filter(user -> userId.equals(HelixStreams.text(user, "user_id")))
        .filter(user -> Boolean.TRUE.equals(user.getValue("has_authorized")))
        .findFirst()
        .map(TwitchAuthorizations::authorization);
  }

  private static Authorization authorization(JsonObject user) {
    return new Authorization(
        HelixStreams.text(user, "user_login").toLowerCase(Locale.ROOT),
        OAuthScopes.granted(user.getValue("scopes")));
  }

  private static TwitchFailure typed(Throwable failure) {
    return failure instanceof TwitchFailure twitch ? twitch : TwitchFailure.unreachable(failure);
  }
}

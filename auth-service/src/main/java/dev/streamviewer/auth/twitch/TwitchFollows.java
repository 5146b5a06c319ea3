package dev.streamviewer.auth.twitch;

import dev.streamviewer.auth.config.AuthConfig;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.streamer.FoundStreams.StreamOf;
import dev.streamviewer.platform.http.BoundedWebClient;
import dev.streamviewer.platform.json.LenientJson;
import dev.streamviewer.platform.twitch.HelixStreams;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The followed channels of a viewer, read with their token: Helix's "Get Followed Streams", and
 * pictures by "Get Users". Each viewer has a rate limit of their own at Twitch. Every failure is a
 * {@link TwitchFailure}.
 *
 * <p>The connections are separate, so that slow lists delay no sign-in and no validation.
 */
public final class TwitchFollows {
  /** Twitch's limit for one call; live channels beyond it have the fewest viewers. */
  public static final int MAX_PER_PAGE = 100;

  private static final int CONNECTIONS = 8;
  private static final int MAX_WAITING = 200;

  private final BoundedWebClient web;
  private final AuthConfig config;

  public TwitchFollows(Vertx vertx, AuthConfig config, TwitchDeadlines deadlines) {
    this.web = new BoundedWebClient(vertx, "Twitch", deadlines.limits(CONNECTIONS, MAX_WAITING));
    this.config = config;
  }

  /** Fetches the live streams that the owner of a token follows, most viewers first. */
  public Future<List<StreamOf>> streams(Secret token, String viewerId) {
    return get(token, "/streams/followed?first=%d&user_id=%s".formatted(MAX_PER_PAGE, viewerId))
        .map(HelixStreams::all);
  }

  /**
   * Fetches the addresses of pictures by the ids of their owners, at most {@link #MAX_PER_PAGE}.
   */
  public Future<Map<String, String>> pictures(Secret token, Collection<String> ids) {
    return get(token, "/users?id=" + String.join("&id=", ids))
        .map(
            answer ->
                LenientJson.objects(answer.getValue("data"))
                    .collect(
                        Collectors.toMap(
                            user -> HelixStreams.text(user, "id"),
                            user -> HelixStreams.text(user, "profile_image_url"),
                            (first, second) -> first)));
  }

  private Future<JsonObject> get(Secret token, String target) {
    var request =
        web.request(HttpMethod.GET, config.apiUrl() + target)
            .bearerTokenAuthentication(token.value())
            .putHeader("Client-Id", config.clientId());
    return web.inTime(request.send())
        .map(TwitchFollows::body)
        .recover(failure -> Future.failedFuture(TwitchFailure.of(failure)));
  }

  private static JsonObject body(HttpResponse<Buffer> response) {
    var body = LenientJson.object(response.body());
    if (response.statusCode() != 200) {
      throw new TwitchFailure(
          response.statusCode(), body.getString("message", response.statusMessage()));
    }
    return body;
  }
}

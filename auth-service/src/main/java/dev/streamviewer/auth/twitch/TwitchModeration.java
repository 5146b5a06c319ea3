package dev.streamviewer.auth.twitch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.auth.config.AuthConfig;
import dev.streamviewer.platform.async.Sequentially;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.ModeratedChannels.ModeratedChannel;
import dev.streamviewer.platform.http.BoundedWebClient;
import dev.streamviewer.platform.json.LenientJson;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The channels that a user moderates: Helix's "Get Moderated Channels". Every failure is a {@link
 * TwitchFailure}.
 *
 * @see <a href="https://dev.twitch.tv/docs/api/reference/#get-moderated-channels">Get Moderated
 *     Channels</a>
 */
public final class TwitchModeration {
  /** Enough for 1,000 channels. */
  private static final int MAX_PAGES = 10;

  private static final int CONNECTIONS = 8;
  private static final int MAX_WAITING = 200;

  private final BoundedWebClient web;
  private final AuthConfig config;

  public TwitchModeration(Vertx vertx, AuthConfig config, TwitchDeadlines deadlines) {
    this.web = new BoundedWebClient(vertx, "Twitch", deadlines.limits(CONNECTIONS, MAX_WAITING));
    this.config = config;
  }

  /** The part of the list that was read so far. */
  private static final class Listing {
    private final List<ModeratedChannel> channels = new ArrayList<>();
    private String cursor = "";
    private int pages;
  }

  /** Lists the channels that the owner of a token moderates; status 401 means a bad token. */
  public Future<List<ModeratedChannel>> channels(Secret token, String userId) {
    var listing = new Listing();
    return Sequentially.repeat(() -> nextPage(token, userId, listing))
        .map(done -> List.copyOf(listing.channels))
        .recover(failure -> Future.failedFuture(TwitchFailure.of(failure)));
  }

  /** Reads one page; the result says whether another page follows. */
  private Future<Boolean> nextPage(Secret token, String userId, Listing listing) {
    var request =
        web.request(HttpMethod.GET, address(userId, listing.cursor))
            .bearerTokenAuthentication(token.value())
            .putHeader("Client-Id", config.clientId());
    return web.inTime(request.send()).map(response -> read(body(response), listing));
  }

  private String address(String userId, String cursor) {
    var after = cursor.isEmpty() ? "" : "&after=" + URLEncoder.encode(cursor, UTF_8);
    return "%s/moderation/channels?first=100&user_id=%s%s"
        .formatted(config.apiUrl(), URLEncoder.encode(userId, UTF_8), after);
  }

  private static boolean read(JsonObject page, Listing listing) {
    LenientJson.objects(page.getValue("data"))
        .map(
            channel ->
                new ModeratedChannel(
                    channel.getString("broadcaster_id", ""),
                    channel.getString("broadcaster_login", "").toLowerCase(Locale.ROOT)))
        .forEach(listing.channels::add);
    listing.cursor =
        page.getValue("pagination") instanceof JsonObject pagination
            ? pagination.getString("cursor", "")
            : "";
    listing.pages++;
    return !listing.cursor.isEmpty() && listing.pages < MAX_PAGES;
  }

  private static JsonObject body(HttpResponse<Buffer> response) {
    if (response.statusCode() == 200) {
      return response.bodyAsJsonObject();
    }
    var message =
        LenientJson.object(response.body()).getString("message", response.statusMessage());
    throw new TwitchFailure(response.statusCode(), message);
  }
}

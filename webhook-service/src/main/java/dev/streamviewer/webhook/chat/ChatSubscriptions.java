package dev.streamviewer.webhook.chat;

import dev.streamviewer.platform.contract.auth.ChatToken;
import dev.streamviewer.platform.http.BoundedWebClient;
import dev.streamviewer.platform.http.BoundedWebClient.Limits;
import dev.streamviewer.platform.json.LenientJson;
import dev.streamviewer.webhook.chat.SubscribeResult.Result;
import dev.streamviewer.webhook.eventsub.SubscriptionType;
import dev.streamviewer.webhook.eventsub.TypeVersions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.net.URI;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscribes sessions to chat notices, with the token and the rate limit of each token owner.
 *
 * @see <a href="https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/">Subscription
 *     types</a>
 */
final class ChatSubscriptions {
  private static final Logger log = LoggerFactory.getLogger(ChatSubscriptions.class);
  private static final Limits LIMITS =
      new Limits(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(5), 10, 500);

  private final BoundedWebClient web;
  private final String address;
  private final String version;

  ChatSubscriptions(Vertx vertx, URI helix, TypeVersions versions) {
    this.version = versions.of(SubscriptionType.CHAT_NOTICE);
    this.address = helix + "/eventsub/subscriptions";
    this.web = new BoundedWebClient(vertx, "Helix", LIMITS);
  }

  /** Subscribes a session to a streamer's chat; never fails. */
  Future<SubscribeResult> create(ChatTokenSource tokenSource, String sessionId, String streamerId) {
    return attempt(tokenSource, sessionId, streamerId)
        .compose(
            response ->
                response.statusCode() == 409
                    ? replace(tokenSource, response, sessionId, streamerId)
                    : Future.succeededFuture(read(response)))
        .otherwise(
            failure ->
                SubscribeResult.without(
                    ChatTokenSource.isConsentGone(failure)
                        ? Result.CONSENT_REVOKED
                        : Result.UNCLEAR));
  }

  /** Deletes a subscription; after a failure the end of the session deletes it. */
  void delete(ChatTokenSource tokenSource, String id) {
    tokenSource
        .get()
        .compose(token -> remove(token, id))
        .onFailure(
            failure ->
                log.debug(
                    "A chat subscription was not deleted and ends with its session", failure));
  }

  void close() {
    web.close();
  }

  /** Retries once with a new token, because a token may expire early. */
  private Future<HttpResponse<Buffer>> attempt(
      ChatTokenSource tokenSource, String sessionId, String streamer) {
    return tokenSource
        .get()
        .compose(token -> post(token, sessionId, streamer))
        .compose(
            response ->
                response.statusCode() == 401
                    ? tokenSource.renewed().compose(token -> post(token, sessionId, streamer))
                    : Future.succeededFuture(response));
  }

  /** Replaces an existing subscription, perhaps of a session that died with its process. */
  private Future<SubscribeResult> replace(
      ChatTokenSource tokenSource,
      HttpResponse<Buffer> conflict,
      String sessionId,
      String streamer) {
    var id = LenientJson.object(conflict.body()).getString("id");
    return id == null
        ? Future.succeededFuture(SubscribeResult.without(Result.FORBIDDEN))
        : tokenSource
            .get()
            .compose(token -> remove(token, id))
            .compose(removed -> attempt(tokenSource, sessionId, streamer))
            .map(ChatSubscriptions::read);
  }

  private Future<HttpResponse<Buffer>> post(ChatToken token, String sessionId, String streamerId) {
    var condition =
        new JsonObject()
            .put("broadcaster_user_id", streamerId)
            .put("user_id", token.viewerId().value());
    var transport = new JsonObject().put("method", "websocket").put("session_id", sessionId);
    var subscription =
        new JsonObject()
            .put("type", SubscriptionType.CHAT_NOTICE.type())
            .put("version", version)
            .put("condition", condition)
            .put("transport", transport);
    return web.inTime(authorized(HttpMethod.POST, token).sendJsonObject(subscription));
  }

  private Future<HttpResponse<Buffer>> remove(ChatToken token, String id) {
    return web.inTime(authorized(HttpMethod.DELETE, token).addQueryParam("id", id).send());
  }

  private HttpRequest<Buffer> authorized(HttpMethod method, ChatToken token) {
    return web.request(method, address)
        .bearerTokenAuthentication(token.token().value())
        .putHeader("Client-Id", token.clientId());
  }

  private static SubscribeResult read(HttpResponse<Buffer> response) {
    var status = response.statusCode();
    var body = LenientJson.object(response.body());
    if (status == 202) {
      return new SubscribeResult(Result.DONE, idOf(body));
    }
    var message = String.valueOf(body.getValue("message"));
    log.warn("Twitch answered {} to a chat subscription: {}", status, message);
    return SubscribeResult.without(
        switch (status) {
          case 400 -> message.contains("session") ? Result.SESSION_GONE : Result.FORBIDDEN;
          case 401 -> Result.CONSENT_REVOKED;
          case 403, 404, 409, 410 -> Result.FORBIDDEN;
          case 429 -> Result.LIMIT;
          default -> Result.UNCLEAR;
        });
  }

  private static String idOf(JsonObject body) {
    return LenientJson.objects(body.getValue("data"))
        .findFirst()
        .map(it -> it.getString("id", ""))
        .orElse("");
  }
}

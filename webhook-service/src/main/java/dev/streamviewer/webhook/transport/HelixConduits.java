package dev.streamviewer.webhook.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.json.LenientJson;
import dev.streamviewer.webhook.eventsub.EventSubTransport;
import dev.streamviewer.webhook.helix.Helix;
import dev.streamviewer.webhook.helix.Helix.Answer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The conduits of the client id at Twitch, of all deployments.
 *
 * @see <a href="https://dev.twitch.tv/docs/eventsub/handling-conduit-events/">Conduits</a>
 */
public final class HelixConduits {
  private static final Logger log = LoggerFactory.getLogger(HelixConduits.class);

  private static final String CONDUITS = "/eventsub/conduits";
  private static final String SHARDS = CONDUITS + "/shards";

  private final Helix helix;

  public HelixConduits(Helix helix) {
    this.helix = helix;
  }

  /** A conduit: a set of shards that subscriptions use as their transport. */
  record Conduit(String id, int shardCount) {}

  /**
   * A shard of a conduit.
   *
   * @param callback empty if the transport is no webhook
   */
  public record Shard(String id, String status, String callback) {
    boolean isEnabled() {
      return "enabled".equals(status);
    }
  }

  Future<List<Conduit>> list() {
    return helix
        .get(CONDUITS)
        .compose(answer -> expect(200, answer))
        .map(answer -> data(answer).map(HelixConduits::conduit).toList());
  }

  /** Lists the shards with a transport, at most a hundred; none if the conduit is missing. */
  Future<List<Shard>> shards(String conduitId) {
    return helix
        .get(SHARDS + "?conduit_id=" + encoded(conduitId))
        .compose(
            answer ->
                answer.status() == 404
                    ? Future.succeededFuture(List.of())
                    : expect(200, answer)
                        .map(found -> data(found).map(HelixConduits::shard).toList()));
  }

  /** Creates a conduit, which belongs to no deployment until its shards have a transport. */
  Future<Conduit> create(int shardCount) {
    return helix
        .post(CONDUITS, new JsonObject().put("shard_count", shardCount))
        .compose(
            answer ->
                answer.status() == 429
                    ? Future.failedFuture(
                        new BusFailure(
                            Reason.UPSTREAM,
                            "Twitch allows 5 conduits for a client id, and all of them belong to"
                                + " other addresses. Delete an unused conduit, or set"
                                + " TWITCH_TRANSPORT=webhook. (Twitch says: %s)"
                                    .formatted(answer.message())))
                    : expect(200, answer))
        .compose(
            answer ->
                data(answer)
                    .findFirst()
                    .map(made -> Future.succeededFuture(conduit(made)))
                    .orElseGet(
                        () -> Future.failedFuture(failure("the answer contains no conduit"))));
  }

  Future<Void> resize(String conduitId, int shardCount) {
    var body = new JsonObject().put("id", conduitId).put("shard_count", shardCount);
    return helix.patch(CONDUITS, body).compose(answer -> expect(200, answer)).mapEmpty();
  }

  /** Assigns a transport to shards and logs errors of single shards. */
  Future<Void> assign(String conduitId, Collection<String> shards, JsonObject transport) {
    var updates =
        shards.stream()
            .map(id -> new JsonObject().put("id", id).put("transport", transport))
            .toList();
    return helix
        .patch(
            SHARDS,
            new JsonObject().put("conduit_id", conduitId).put("shards", new JsonArray(updates)))
        .compose(answer -> expect(202, answer))
        .onSuccess(
            answer ->
                LenientJson.objects(answer.body().getJsonArray("errors"))
                    .forEach(
                        error ->
                            log.warn(
                                "Twitch refused shard {}: {}",
                                error.getValue("id"),
                                error.getValue("message"))))
        .mapEmpty();
  }

  /** Deletes a conduit. A missing conduit counts as deleted. */
  Future<Void> delete(String conduitId) {
    return helix
        .delete(CONDUITS + "?id=" + encoded(conduitId))
        .compose(
            answer ->
                answer.status() == 404 ? Future.succeededFuture() : expect(204, answer).mapEmpty());
  }

  private static Future<Answer> expect(int status, Answer answer) {
    return answer.status() == status
        ? Future.succeededFuture(answer)
        : Future.failedFuture(failure(answer.message()));
  }

  private static BusFailure failure(String reason) {
    return new BusFailure(Reason.UPSTREAM, "A call to Twitch's conduits failed: " + reason);
  }

  private static Conduit conduit(JsonObject json) {
    return new Conduit(json.getString("id", ""), json.getInteger("shard_count", 0));
  }

  private static Shard shard(JsonObject json) {
    var transport = EventSubTransport.parse(json.getValue("transport"));
    return new Shard(json.getString("id", ""), json.getString("status", ""), transport.callback());
  }

  private static Stream<JsonObject> data(Answer answer) {
    return LenientJson.objects(answer.body().getJsonArray("data"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}

package dev.streamviewer.webhook.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.platform.async.Sequentially;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.webhook.eventsub.SubscriptionStatus;
import dev.streamviewer.webhook.eventsub.SubscriptionType;
import dev.streamviewer.webhook.helix.Helix;
import dev.streamviewer.webhook.helix.Helix.Answer;
import dev.streamviewer.webhook.transport.Ownership;
import dev.streamviewer.webhook.transport.SubscriptionTransport;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Our EventSub subscriptions at Twitch, those too that are to be replaced.
 *
 * @see <a href="https://dev.twitch.tv/docs/eventsub/manage-subscriptions/">Managing
 *     subscriptions</a>
 */
public final class HelixSubscriptions {
  private static final String PATH = "/eventsub/subscriptions";

  private static final String ALL = "?first=100";

  /** 100,000 subscriptions; those that broadcasters consented to cost nothing, so have no limit. */
  private static final int MOST_PAGES = 1_000;

  private final Helix helix;
  private final SubscriptionTransport transport;
  private final SubscriptionBudget budget;
  private int pages;

  /**
   * @param transport the way that events are to take
   * @param budget is told what Twitch says of cost
   */
  public HelixSubscriptions(
      Helix helix, SubscriptionTransport transport, SubscriptionBudget budget) {
    this.budget = budget;
    this.helix = helix;
    this.transport = transport;
  }

  /**
   * What Twitch says to the wish for a subscription.
   *
   * @param cause why not, in one word
   * @param reason the same for people
   */
  record Creation(State state, String cause, String reason) {
    static final Creation ACTIVE = new Creation(State.ACTIVE, "", "");
    static final Creation PENDING = new Creation(State.PENDING, "", "");

    enum State {
      ACTIVE,
      PENDING,
      /** There was one before we asked. */
      EXISTS,
      /** There are three of this kind about this streamer, which is all that Twitch allows. */
      CROWDED,
      /** Our subscriptions cost as much as they may. */
      FULL,
      REFUSED
    }

    static final Creation EXISTS = new Creation(State.EXISTS, "", "Twitch has it already");

    static Creation refused(String cause, String reason) {
      return new Creation(State.REFUSED, cause, reason);
    }
  }

  /** Those about a user. */
  Future<List<JsonObject>> about(String userId) {
    return transport.known().compose(known -> list("?user_id=" + userId));
  }

  /** All of them. */
  Future<List<JsonObject>> all() {
    return transport.known().compose(known -> list(ALL));
  }

  /** How many calls the last list of all took. */
  int pages() {
    return pages;
  }

  /** Asks for a subscription. */
  Future<Creation> create(SubscriptionType type, String streamerId) {
    return create(type.type(), type.version(), type.condition(streamerId));
  }

  /** Asks for a subscription that is not about a streamer, too. */
  Future<Creation> create(String type, String version, JsonObject condition) {
    budget.asked();
    return transport
        .known()
        .compose(
            known ->
                helix.post(
                    PATH,
                    new JsonObject()
                        .put("type", type)
                        .put("version", version)
                        .put("condition", condition)
                        .put("transport", transport.wish())))
        .onSuccess(this::learn)
        .onComplete(answered -> budget.answered())
        .map(HelixSubscriptions::creation);
  }

  private void learn(Answer answer) {
    budget.observe(answer.body());
    if (answer.status() >= 400 && answer.message().contains("conduit")) {
      transport.doubt();
    }
  }

  /** Ends a subscription; that it is gone already is as good. */
  Future<Void> delete(String id) {
    return helix
        .delete(PATH + "?id=" + URLEncoder.encode(id, UTF_8))
        .compose(
            answer ->
                answer.status() == 204 || answer.status() == 404
                    ? Future.succeededFuture()
                    : Future.failedFuture(new BusFailure(Reason.UPSTREAM, answer.message())));
  }

  private static Creation creation(Answer answer) {
    return switch (answer.status()) {
      case 202 -> isEnabled(answer.body()) ? Creation.ACTIVE : Creation.PENDING;
      case 409 -> Creation.EXISTS;
      case 429 -> limited(answer.message());
      default -> Creation.refused("refused", "Twitch says: " + answer.message());
    };
  }

  /** Three limits answer alike; only the words tell them apart. */
  private static Creation limited(String said) {
    if (said.contains("cost")) {
      return new Creation(Creation.State.FULL, "full", said);
    }
    return said.contains("condition")
        ? new Creation(Creation.State.CROWDED, "crowded", "Twitch says: " + said)
        : Creation.refused("limited", "Twitch wants us to slow down (" + said + ")");
  }

  /** What has been read of a list so far. */
  private static final class Listing {
    private final List<JsonObject> found = new ArrayList<>();
    private String cursor = "";
    private int pages;

    private boolean isUnfinished() {
      return !cursor.isEmpty() && pages < MOST_PAGES;
    }
  }

  private Future<List<JsonObject>> list(String query) {
    var listing = new Listing();
    return Sequentially.repeat(() -> nextPage(query, listing)).map(listed -> listing.found);
  }

  /** Whether there is a further page. */
  private Future<Boolean> nextPage(String query, Listing listing) {
    var cursor = listing.cursor;
    var after = cursor.isEmpty() ? "" : "&after=" + URLEncoder.encode(cursor, UTF_8);
    return helix
        .get(PATH + query + after)
        .compose(
            answer -> {
              if (answer.status() != 200) {
                return Future.failedFuture(new BusFailure(Reason.UPSTREAM, answer.message()));
              }
              budget.observe(answer.body());
              listing.pages++;
              listing.found.addAll(ours(answer.body()));
              listing.cursor = cursorOf(answer.body());
              if (query.equals(ALL)) {
                pages = listing.pages;
              }
              return Future.succeededFuture(listing.isUnfinished());
            });
  }

  private List<JsonObject> ours(JsonObject body) {
    return body.getJsonArray("data", new JsonArray()).stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .filter(it -> transport.of(it) != Ownership.FOREIGN)
        .toList();
  }

  /** Over a webhook the challenge comes first; a conduit needs none. */
  private static boolean isEnabled(JsonObject created) {
    return created.getJsonArray("data", new JsonArray()).stream()
        .anyMatch(it -> it instanceof JsonObject one && SubscriptionStatus.isEnabled(one));
  }

  /** The streamer in a condition, of whom Twitch lists the unused fields as blank; or empty. */
  public static String streamerOf(JsonObject subscription) {
    var condition = subscription.getJsonObject("condition", new JsonObject());
    return Stream.of("broadcaster_user_id", "to_broadcaster_user_id", "from_broadcaster_user_id")
        .map(field -> condition.getString(field, ""))
        .filter(id -> !id.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static String cursorOf(JsonObject body) {
    return body.getValue("pagination") instanceof JsonObject pagination
        ? pagination.getString("cursor", "")
        : "";
  }
}

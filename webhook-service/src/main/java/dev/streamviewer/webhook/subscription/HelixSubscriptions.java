package dev.streamviewer.webhook.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.platform.async.Sequentially;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.json.LenientJson;
import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.eventsub.TypeVersions;
import dev.streamviewer.webhook.helix.Helix;
import dev.streamviewer.webhook.helix.Helix.Answer;
import dev.streamviewer.webhook.transport.SubscriptionOwnership;
import dev.streamviewer.webhook.transport.SubscriptionTransport;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The EventSub subscriptions of this deployment at Twitch, outdated ones included.
 *
 * @see <a href="https://dev.twitch.tv/docs/eventsub/manage-subscriptions/">Managing
 *     subscriptions</a>
 */
public final class HelixSubscriptions {
  private static final String PATH = "/eventsub/subscriptions";

  private static final String ALL_QUERY = "?first=100";

  /** Enough for 100,000 subscriptions. Consented subscriptions cost nothing and have no limit. */
  private static final int MAX_PAGES = 1_000;

  private final Helix helix;
  private final SubscriptionTransport transport;
  private final SubscriptionBudget budget;
  private final TypeVersions versions;
  private int pages;

  /**
   * @param transport the transport of new subscriptions
   * @param budget receives the cost figures of each answer
   * @param versions the versions of new subscriptions
   */
  public HelixSubscriptions(
      Helix helix,
      SubscriptionTransport transport,
      SubscriptionBudget budget,
      TypeVersions versions) {
    this.budget = budget;
    this.versions = versions;
    this.helix = helix;
    this.transport = transport;
  }

  /**
   * The result of creating a subscription.
   *
   * @param cause the reason of a refusal, in one word
   * @param reason the same for people
   */
  record Creation(State state, String cause, String reason) {
    static final Creation ACTIVE = new Creation(State.ACTIVE, "", "");
    static final Creation PENDING = new Creation(State.PENDING, "", "");

    enum State {
      ACTIVE,
      PENDING,
      /** The subscription existed before the call. */
      EXISTS,
      /** Three subscriptions of this type and streamer exist, the maximum at Twitch. */
      CROWDED,
      /** The subscriptions of this deployment have reached the cost limit. */
      FULL,
      REFUSED
    }

    static final Creation EXISTS =
        new Creation(State.EXISTS, "", "Twitch has this subscription already");

    static Creation refused(String cause, String reason) {
      return new Creation(State.REFUSED, cause, reason);
    }
  }

  /** Lists the subscriptions about a user. */
  Future<List<EventSubSubscription>> about(String userId) {
    return transport.ensureLoaded().compose(loaded -> list("?user_id=" + userId));
  }

  /** Lists all subscriptions. */
  Future<List<EventSubSubscription>> all() {
    return transport.ensureLoaded().compose(loaded -> list(ALL_QUERY));
  }

  /** The number of calls that the last full list took. */
  int pages() {
    return pages;
  }

  /** Creates a subscription about a streamer. */
  Future<Creation> create(WantedSubscription wanted) {
    var type = wanted.type();
    return create(
        type.type(), versions.of(type), type.condition(wanted.streamerId(), wanted.moderatorId()));
  }

  /** Creates a subscription with any condition. */
  Future<Creation> create(String type, String version, JsonObject condition) {
    budget.asked();
    return transport
        .ensureLoaded()
        .compose(
            loaded ->
                helix.post(
                    PATH,
                    new JsonObject()
                        .put("type", type)
                        .put("version", version)
                        .put("condition", condition)
                        .put("transport", transport.transportJson())))
        .onSuccess(this::observe)
        .onComplete(answered -> budget.answered())
        .map(HelixSubscriptions::creation);
  }

  private void observe(Answer answer) {
    budget.observe(answer.body());
    if (answer.status() >= 400 && answer.message().contains("conduit")) {
      transport.invalidate();
    }
  }

  /** Deletes a subscription. A missing subscription counts as deleted. */
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

  /** Distinguishes three limits that answer alike; only the message text differs. */
  private static Creation limited(String message) {
    if (message.contains("cost")) {
      return new Creation(Creation.State.FULL, "full", message);
    }
    return message.contains("condition")
        ? new Creation(Creation.State.CROWDED, "crowded", "Twitch says: " + message)
        : Creation.refused("limited", "Twitch's rate limit is reached (" + message + ")");
  }

  /** The part of a list that was read so far. */
  private static final class Listing {
    private final List<EventSubSubscription> found = new ArrayList<>();
    private String cursor = "";
    private int pages;

    private boolean isUnfinished() {
      return !cursor.isEmpty() && pages < MAX_PAGES;
    }
  }

  private Future<List<EventSubSubscription>> list(String query) {
    var listing = new Listing();
    return Sequentially.repeat(() -> nextPage(query, listing)).map(done -> listing.found);
  }

  /** Reads one page; the result says whether another page follows. */
  private Future<Boolean> nextPage(String query, Listing listing) {
    var cursor = listing.cursor;
    var after = cursor.isEmpty() ? "" : "&after=" + URLEncoder.encode(cursor, UTF_8);
    return helix
        .get(PATH + query + after)
        .compose(
            answer -> {
              if (answer.status() != 200) {
                return Future.failedFuture(failure(answer));
              }
              budget.observe(answer.body());
              listing.pages++;
              listing.found.addAll(ours(answer.body()));
              listing.cursor = cursorOf(answer.body());
              if (query.equals(ALL_QUERY)) {
                pages = listing.pages;
              }
              return Future.succeededFuture(listing.isUnfinished());
            });
  }

  /** Twitch answered, so a rejected request is no sign that Twitch cannot be reached. */
  private static BusFailure failure(Answer answer) {
    return answer.status() == 400
        ? new BusFailure(Reason.INVALID, "Twitch says: " + answer.message())
        : new BusFailure(Reason.UPSTREAM, answer.message());
  }

  private List<EventSubSubscription> ours(JsonObject body) {
    return parse(body)
        .filter(it -> transport.ownershipOf(it.transport()) != SubscriptionOwnership.FOREIGN)
        .toList();
  }

  private static Stream<EventSubSubscription> parse(JsonObject body) {
    return LenientJson.objects(body.getValue("data")).map(EventSubSubscription::parse);
  }

  /** Whether the subscription is active at once: a conduit needs no challenge, a webhook does. */
  private static boolean isEnabled(JsonObject created) {
    return parse(created).anyMatch(it -> it.status().isEnabled());
  }

  private static String cursorOf(JsonObject body) {
    return body.getValue("pagination") instanceof JsonObject pagination
        ? pagination.getString("cursor", "")
        : "";
  }
}

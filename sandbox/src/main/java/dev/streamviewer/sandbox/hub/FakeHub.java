package dev.streamviewer.sandbox.hub;

import dev.streamviewer.sandbox.wire.ApiError;
import dev.streamviewer.sandbox.wire.BoundedHistory;
import dev.streamviewer.sandbox.wire.RandomTokens;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The hub itself. All its state is confined to the event loop of the verticle that creates it. */
public final class FakeHub {
  private static final String PATH = "/hub";
  private static final int MAX_SUBSCRIPTIONS = 10_000;
  private static final int MAX_LEASE_SECONDS = 864_000;

  private final HubSubscribers subscribers;
  private final Clock clock;
  private final RandomTokens randomTokens = new RandomTokens();
  private final Map<String, HubSubscription> subscriptions = new LinkedHashMap<>();
  private final Map<String, String> denied = new HashMap<>();
  private final BoundedHistory<HubExchange> exchanges = new BoundedHistory<>(500);
  private int maxLease = MAX_LEASE_SECONDS;
  private Supplier<String> publicUrl;

  public FakeHub(Vertx vertx, Clock clock) {
    this.subscribers = new HubSubscribers(vertx);
    this.clock = clock;
  }

  /**
   * Mounts the hub's path after a body handler.
   *
   * @param publicUrl the address of this server
   */
  public void mount(Router router, Supplier<String> publicUrl) {
    this.publicUrl = publicUrl;
    router.post(PATH).handler(this::request).failureHandler(FakeHub::fail);
  }

  /**
   * Sends a streamer's content to all subscribers of the topic; returns the ids of the
   * notifications.
   */
  public List<String> publish(String streamerId, JsonArray data, HubMode method) {
    subscriptions.values().removeIf(it -> !clock.instant().isBefore(it.ends()));
    return of(streamerId).map(it -> send(it, data, method)).toList();
  }

  /** Denies the topics of a streamer until the reset, and informs their subscribers. */
  public void deny(String streamerId, String reason) {
    denied.put(streamerId, reason);
    of(streamerId).forEach(it -> notifyDenial(it.topic(), it.callback(), reason));
    subscriptions.values().removeIf(it -> isOf(it.topic(), streamerId));
  }

  /**
   * Ends the leases of a streamer's topics without informing subscribers; returns the number ended.
   */
  public int end(String streamerId) {
    var before = subscriptions.size();
    subscriptions.values().removeIf(it -> isOf(it.topic(), streamerId));
    return before - subscriptions.size();
  }

  /** Sets the longest lease that the hub grants. */
  public void maxLease(int seconds) {
    maxLease = seconds;
  }

  /** Clears histories and denials, and restores the longest lease; keeps subscriptions. */
  public void reset() {
    exchanges.clear();
    denied.clear();
    maxLease = MAX_LEASE_SECONDS;
  }

  /** Returns the state that people and tests may inspect. */
  public JsonObject state(int limit) {
    var current = subscriptions.values().stream().map(HubSubscription::toJson).toList();
    var calls = exchanges.newest(limit).stream().map(HubExchange::toJson).toList();
    return new JsonObject()
        .put("subscriptions", new JsonArray(current))
        .put("exchanges", new JsonArray(calls));
  }

  public Future<Void> close() {
    return subscribers.close();
  }

  private void request(RoutingContext ctx) {
    var request = HubRequest.of(ctx.request().formAttributes());
    if (subscriptions.size() >= MAX_SUBSCRIPTIONS) {
      throw new ApiError(
          503, "The hub holds at most %d subscriptions".formatted(MAX_SUBSCRIPTIONS));
    }
    ctx.response().setStatusCode(202).end();
    var denial =
        denied.entrySet().stream().filter(it -> isOf(request.topic(), it.getKey())).findFirst();
    if (denial.isPresent() && request.subscribes()) {
      notifyDenial(request.topic(), request.callback(), denial.get().getValue());
    } else {
      verify(request);
    }
  }

  private void verify(HubRequest request) {
    var challenge = randomTokens.token(40);
    var lease = Math.min(request.leaseSeconds(), maxLease);
    var query = new LinkedHashMap<String, String>();
    query.put("hub.mode", request.mode());
    query.put("hub.topic", request.topic());
    query.put("hub.challenge", challenge);
    if (request.subscribes()) {
      query.put("hub.lease_seconds", String.valueOf(lease));
    }
    subscribers
        .get(request.callback(), query)
        .onSuccess(
            response -> {
              recordExchange(request.mode(), request.topic(), "", response.status());
              if (response.isSuccess() && response.body().equals(challenge)) {
                confirm(request, lease);
              }
            });
  }

  private void confirm(HubRequest request, int lease) {
    var key = request.callback() + " " + request.topic();
    if (request.subscribes()) {
      var ends = clock.instant().plusSeconds(lease);
      subscriptions.put(
          key, new HubSubscription(request.topic(), request.callback(), request.secret(), ends));
    } else {
      subscriptions.remove(key);
    }
  }

  private void notifyDenial(String topic, String callback, String reason) {
    subscribers
        .get(callback, Map.of("hub.mode", "denied", "hub.topic", topic, "hub.reason", reason))
        .onSuccess(response -> recordExchange("denied", topic, "", response.status()));
  }

  private String send(HubSubscription subscription, JsonArray data, HubMode method) {
    var id = UUID.randomUUID().toString();
    var body = Buffer.buffer(new JsonObject().put("data", data).encode());
    var headers = new HashMap<String, String>();
    headers.put("Content-Type", "application/json; charset=utf-8");
    headers.put(
        "Link",
        "<%s>; rel=\"hub\", <%s>; rel=\"self\""
            .formatted(publicUrl.get() + PATH, subscription.topic()));
    headers.put("Twitch-Notification-Id", id);
    headers.put("Twitch-Notification-Retry", "0");
    headers.put(
        "Twitch-Notification-Timestamp",
        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    if (!subscription.secret().isEmpty()) {
      headers.put("X-Hub-Signature", method.sign(subscription.secret(), body));
    }
    subscribers
        .post(subscription.callback(), headers, body)
        .onSuccess(
            response -> recordExchange("publish", subscription.topic(), id, response.status()));
    return id;
  }

  private void recordExchange(String mode, String topic, String id, int status) {
    exchanges.add(new HubExchange(clock.instant(), mode, topic, id, status));
  }

  private Stream<HubSubscription> of(String streamerId) {
    return List.copyOf(subscriptions.values()).stream().filter(it -> isOf(it.topic(), streamerId));
  }

  private static boolean isOf(String topic, String streamerId) {
    return topic.endsWith("/streams?user_id=" + streamerId);
  }

  private static void fail(RoutingContext ctx) {
    var error = ApiError.of(ctx);
    ctx.response()
        .setStatusCode(error.status())
        .putHeader("Content-Type", "text/plain")
        .end(error.getMessage());
  }
}

package dev.streamviewer.webhook;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.eventsub.SubscriptionType;
import dev.streamviewer.webhook.transport.FakeConduits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/** A fake of Helix over HTTP for subscriptions and users, with configurable failures. */
public final class FakeHelix {
  public static final String CALLBACK = "https://viewer.test/api/callback";

  public final FakeConduits conduits = new FakeConduits();
  public final List<JsonObject> subscriptions = new CopyOnWriteArrayList<>();
  public final AtomicInteger creations = new AtomicInteger();

  /** The user lookups so far. */
  public final List<String> lookups = new CopyOnWriteArrayList<>();

  public volatile boolean down;

  /** Whether no request is answered. */
  public volatile boolean silent;

  public volatile int limit = 10_000;
  public volatile List<String> consented = List.of();

  /** Whether a type may exist only once per streamer, whatever the address. */
  public volatile boolean onlyOnce;

  /** The limit of subscriptions per type and streamer, whatever the address. */
  volatile int maxSame = 3;

  /** Whether no subscription can be created after a deletion. */
  public volatile boolean failAfterDeletion;

  /** The status of new subscriptions. */
  public volatile String beginsAs = "enabled";

  /** Runs after the creation of a subscription, before the answer. */
  public volatile Function<JsonObject, Future<Void>> beforeAnswer = it -> Future.succeededFuture();

  public volatile Instant now = Instant.parse("2026-11-23T19:00:00Z");
  private volatile boolean deleted;
  private final AtomicInteger ids = new AtomicInteger();
  private final URI address;

  public FakeHelix(Vertx vertx) {
    var server =
        vertx
            .createHttpServer()
            .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)));
    try {
      address =
          URI.create(
              "http://localhost:" + server.listen(0).await(5, SECONDS).actualPort() + "/helix");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  public URI address() {
    return address;
  }

  /** Adds an existing subscription. */
  public JsonObject has(
      String type, String field, String streamerId, String status, String callback) {
    var subscription =
        new JsonObject()
            .put("id", "s" + ids.incrementAndGet())
            .put("type", type)
            .put("status", status)
            .put("condition", new JsonObject().put(field, streamerId))
            .put("created_at", "2026-11-23T19:00:00Z")
            .put("transport", new JsonObject().put("callback", callback));
    subscriptions.add(subscription);
    return subscription;
  }

  /** The types that are enabled for a streamer at our callback. */
  public List<String> enabled(String streamerId) {
    return subscriptions.stream()
        .filter(it -> "enabled".equals(it.getString("status")) && about(it, streamerId))
        .map(it -> it.getString("type"))
        .sorted()
        .toList();
  }

  private void answer(HttpServerRequest request, Buffer body) {
    if (silent) {
      return;
    }
    if (down) {
      request.response().setStatusCode(503).end("<html>");
    } else if (request.path().contains("/eventsub/conduits")) {
      conduits.answer(request, body.length() == 0 ? new JsonObject() : body.toJsonObject());
    } else if (request.path().endsWith("/users")) {
      lookups.add(request.query());
      // Each requested user exists; the id is the name with the prefix "id-".
      var login = request.getParam("login");
      var id = request.getParam("id");
      var name = login == null ? id.substring(3) : login;
      respond(
          request,
          200,
          list(Stream.of(new JsonObject().put("id", "id-" + name).put("login", name))));
    } else if (request.method() == HttpMethod.GET) {
      var user = request.getParam("user_id");
      respond(
          request, 200, list(subscriptions.stream().filter(it -> user == null || about(it, user))));
    } else if (request.method() == HttpMethod.DELETE) {
      var gone = subscriptions.removeIf(it -> it.getString("id").equals(request.getParam("id")));
      deleted |= gone;
      request.response().setStatusCode(gone ? 204 : 404).end();
    } else {
      create(request, body.toJsonObject());
    }
  }

  private void create(HttpServerRequest request, JsonObject requested) {
    creations.incrementAndGet();
    var exists =
        subscriptions.stream()
            .anyMatch(
                it ->
                    it.getString("type").equals(requested.getString("type"))
                        && it.getString("status").equals("enabled")
                        && it.getValue("condition").equals(requested.getValue("condition"))
                        && (onlyOnce || transport(it).equals(transport(requested))));
    var open =
        SubscriptionType.PUBLIC.stream()
            .anyMatch(it -> it.type().equals(requested.getString("type")));
    if (failAfterDeletion && deleted) {
      respond(request, 400, new JsonObject().put("message", "not this time"));
    } else if (exists) {
      respond(request, 409, new JsonObject().put("message", "subscription already exists"));
    } else if (same(requested) >= maxSame) {
      respond(
          request,
          429,
          new JsonObject()
              .put("message", "too many subscriptions with the same type and condition"));
    } else if (!open && !consented.contains(requested.getString("type"))) {
      respond(
          request,
          403,
          new JsonObject().put("message", "subscription missing proper authorization"));
    } else if (subscriptions.size() >= limit) {
      respond(request, 429, new JsonObject().put("message", "cost limit exceeded"));
    } else {
      subscriptions.add(
          requested
              .put("id", "s" + ids.incrementAndGet())
              .put("status", beginsAs)
              .put("created_at", now.toString()));
      beforeAnswer
          .apply(requested)
          .onSuccess(done -> respond(request, 202, list(Stream.of(requested))));
    }
  }

  private long same(JsonObject requested) {
    return subscriptions.stream()
        .filter(it -> it.getString("type").equals(requested.getString("type")))
        .filter(it -> it.getString("status").equals("enabled"))
        .filter(it -> it.getValue("condition").equals(requested.getValue("condition")))
        .count();
  }

  private JsonObject list(Stream<JsonObject> data) {
    return new JsonObject()
        .put("data", new JsonArray(data.toList()))
        .put("total_cost", subscriptions.size())
        .put("max_total_cost", limit)
        .put("pagination", new JsonObject());
  }

  private static void respond(HttpServerRequest request, int status, JsonObject body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(body.toBuffer());
  }

  private static JsonObject transport(JsonObject subscription) {
    var transport = subscription.getJsonObject("transport").copy();
    transport.remove("secret");
    transport.remove("method");
    return transport;
  }

  private static boolean about(JsonObject subscription, String streamerId) {
    return streamerId.equals(EventSubSubscription.parse(subscription).streamerId());
  }
}

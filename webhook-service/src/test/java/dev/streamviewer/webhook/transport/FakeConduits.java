package dev.streamviewer.webhook.transport;

import dev.streamviewer.webhook.FakeHelix;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The conduits of {@link FakeHelix}: an assigned shard is enabled at the next list. */
public final class FakeConduits {
  private static final String ENABLED = "enabled";
  private static final String PENDING = "webhook_callback_verification_pending";

  /** An assignment of shards, and the number of shards that kept working. */
  record Assignment(List<String> shards, long working) {}

  final List<Assignment> assignments = new CopyOnWriteArrayList<>();

  /** Whether callbacks leave challenges unanswered. */
  volatile boolean silent;

  private final Map<String, Integer> sizes = new ConcurrentHashMap<>();
  private final Map<String, TreeMap<String, JsonObject>> shards = new ConcurrentHashMap<>();
  private final AtomicInteger ids = new AtomicInteger();

  /** Adds an existing conduit, all of whose shards work. */
  String has(int size, String callback) {
    var id = make(size);
    for (var number = 0; number < size; number++) {
      put(id, String.valueOf(number), callback, ENABLED);
    }
    return id;
  }

  List<String> ids() {
    return sizes.keySet().stream().sorted().toList();
  }

  List<String> callbacks(String conduitId) {
    return shards.get(conduitId).values().stream()
        .map(it -> it.getJsonObject("transport").getString("callback"))
        .toList();
  }

  List<String> statuses(String conduitId) {
    return shards.get(conduitId).values().stream().map(it -> it.getString("status")).toList();
  }

  void disable(String conduitId, String shard) {
    shards.get(conduitId).get(shard).put("status", "notification_failures_exceeded");
  }

  public void answer(HttpServerRequest request, JsonObject body) {
    var aboutShards = request.path().endsWith("/shards");
    if (request.method() == HttpMethod.GET && aboutShards) {
      var found = shards.getOrDefault(request.getParam("conduit_id"), new TreeMap<>());
      respond(request, 200, found.values().stream().map(JsonObject::copy));
      found.values().stream()
          .filter(it -> !silent && PENDING.equals(it.getString("status")))
          .forEach(it -> it.put("status", ENABLED));
    } else if (request.method() == HttpMethod.GET) {
      respond(request, 200, ids().stream().map(this::conduit));
    } else if (request.method() == HttpMethod.POST) {
      respond(request, 200, Stream.of(conduit(make(body.getInteger("shard_count")))));
    } else if (request.method() == HttpMethod.DELETE) {
      sizes.remove(request.getParam("id"));
      request.response().setStatusCode(204).end();
    } else if (aboutShards) {
      assign(body);
      respond(request, 202, Stream.empty());
    } else {
      resize(body.getString("id"), body.getInteger("shard_count"));
      respond(request, 200, Stream.of(conduit(body.getString("id"))));
    }
  }

  private String make(int size) {
    var id = "c" + ids.incrementAndGet();
    sizes.put(id, size);
    shards.put(id, new TreeMap<>());
    return id;
  }

  private void resize(String id, int size) {
    sizes.put(id, size);
    shards.get(id).keySet().removeIf(shard -> Integer.parseInt(shard) >= size);
  }

  private void assign(JsonObject body) {
    var id = body.getString("conduit_id");
    var given = new ArrayList<String>();
    for (var update : body.getJsonArray("shards")) {
      var shard = (JsonObject) update;
      given.add(shard.getString("id"));
      put(
          id,
          shard.getString("id"),
          shard.getJsonObject("transport").getString("callback"),
          PENDING);
    }
    assignments.add(new Assignment(given, statuses(id).stream().filter(ENABLED::equals).count()));
  }

  private void put(String conduitId, String shard, String callback, String status) {
    shards
        .get(conduitId)
        .put(
            shard,
            new JsonObject()
                .put("id", shard)
                .put("status", status)
                .put("transport", new JsonObject().put("callback", callback)));
  }

  private JsonObject conduit(String id) {
    return new JsonObject().put("id", id).put("shard_count", sizes.get(id));
  }

  private static void respond(HttpServerRequest request, int status, Stream<JsonObject> data) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(new JsonObject().put("data", new JsonArray(data.toList())).toBuffer());
  }
}

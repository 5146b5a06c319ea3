package dev.streamviewer.demo.chaos.page;

import dev.streamviewer.platform.contract.event.StreamEvent;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A model of the page: drops events that it has under the same id or key, and fetches missed events
 * after each subscription.
 */
public final class ChaosPage {
  private static final Duration RECONNECT = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final SignedInViewer viewer;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Map<String, Instant> seenKeys = new ConcurrentHashMap<>();
  private final Map<String, String> newest = new ConcurrentHashMap<>();
  private final Map<String, Integer> shown = new HashMap<>();

  public ChaosPage(Vertx vertx, SignedInViewer viewer) {
    this.vertx = vertx;
    this.viewer = viewer;
  }

  public void open(int pusherPort, List<String> channels) {
    new PusherSocket(vertx, pusherPort, channels, RECONNECT, this::show, this::catchUp).connect();
  }

  /** Returns how often an event appears on the page, under any id. */
  public int timesShown(String identity) {
    synchronized (shown) {
      return shown.getOrDefault(identity, 0);
    }
  }

  private void show(JsonObject event) {
    if (seen.add(event.getString("id")) && isNewKey(event)) {
      newest.put(event.getJsonObject("streamer").getString("login"), event.getString("id"));
      synchronized (shown) {
        shown.merge(EventIdentities.of(event), 1, Integer::sum);
      }
    }
  }

  private boolean isNewKey(JsonObject event) {
    var at = Instant.parse(event.getString("at"));
    var before = seenKeys.putIfAbsent(event.getString("key"), at);
    return before == null || !StreamEvent.isWithinKeyWindow(before, at);
  }

  private void catchUp(String login) {
    vertx
        .executeBlocking(() -> missed(login))
        .onSuccess(
            missed -> missed.getJsonArray("events").forEach(event -> show((JsonObject) event)))
        .onFailure(away -> vertx.setTimer(RECONNECT.toMillis(), timer -> catchUp(login)));
  }

  private JsonObject missed(String login) throws IOException {
    var after = newest.containsKey(login) ? "?after=" + newest.get(login) : "";
    return viewer.ask("GET", "/api/streamers/%s/events%s".formatted(login, after));
  }
}

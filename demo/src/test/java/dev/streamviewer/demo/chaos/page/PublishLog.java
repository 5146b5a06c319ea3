package dev.streamviewer.demo.chaos.page;

import dev.streamviewer.testing.SandboxControl;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All events that Pusher ever accepted. The log listens, and after a reconnection reads the latest
 * accepted events. An event is missed only if hundreds arrive during the few milliseconds of a
 * reconnection.
 */
public final class PublishLog {
  private static final Duration RECONNECT_PAUSE = Duration.ofMillis(20);

  private final Vertx vertx;
  private final SandboxControl control;
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();

  public PublishLog(Vertx vertx, SandboxControl control) {
    this.vertx = vertx;
    this.control = control;
  }

  public void open(int pusherPort, List<String> channels) {
    new PusherSocket(
            vertx, pusherPort, channels, RECONNECT_PAUSE, this::add, channel -> readLatest())
        .connect();
  }

  public Set<String> accepted() {
    return accepted;
  }

  private void add(JsonObject event) {
    accepted.add(EventIdentities.of(event));
  }

  private void readLatest() {
    vertx
        .executeBlocking(control::publishes)
        .onSuccess(latest -> latest.forEach(publish -> add(publish.data())));
  }
}

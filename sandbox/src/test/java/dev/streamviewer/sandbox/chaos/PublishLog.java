package dev.streamviewer.sandbox.chaos;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All that Pusher ever accepted. It listens, and reads what was accepted while it could not; so
 * nothing is missed unless hundreds come within the blink of an eye that a reconnection takes.
 */
final class PublishLog {
  private static final Duration AT_ONCE = Duration.ofMillis(20);

  private final Vertx vertx;
  private final SandboxControl stage;
  private final Set<String> accepted = ConcurrentHashMap.newKeySet();

  PublishLog(Vertx vertx, SandboxControl stage) {
    this.vertx = vertx;
    this.stage = stage;
  }

  void open(int pusherPort, List<String> channels) {
    new PusherSocket(vertx, pusherPort, channels, AT_ONCE, this::add, channel -> readLatest())
        .connect();
  }

  Set<String> accepted() {
    return accepted;
  }

  private void add(JsonObject event) {
    accepted.add(EventIdentities.of(event));
  }

  private void readLatest() {
    vertx.executeBlocking(stage::publishes).onSuccess(latest -> latest.forEach(this::add));
  }
}

package dev.streamviewer.sandbox.twitch;

import dev.streamviewer.sandbox.twitch.websocket.SocketOptions;
import java.time.Duration;
import java.util.List;

/**
 * Settings for the delivery of EventSub messages.
 *
 * @param retryDelays pause before each retry of a message; the length of the list is the retry
 *     limit
 * @param timeout longest time for a callback's response, also to a challenge
 * @param failuresBeforeRevocation consecutive failed messages that end a subscription or a shard
 * @param conduitLifetime time without an enabled shard after which a conduit is deleted
 */
public record EventSubOptions(
    List<Duration> retryDelays,
    Duration timeout,
    int failuresBeforeRevocation,
    int maxTotalCost,
    SocketOptions sockets,
    Duration conduitLifetime) {

  public EventSubOptions {
    retryDelays = List.copyOf(retryDelays);
  }

  public static EventSubOptions defaults() {
    return new EventSubOptions(
        List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20)),
        Duration.ofSeconds(10),
        10,
        10_000,
        SocketOptions.defaults(),
        Duration.ofHours(72));
  }

  public EventSubOptions withRetryDelays(List<Duration> retryDelays) {
    return new EventSubOptions(
        retryDelays, timeout, failuresBeforeRevocation, maxTotalCost, sockets, conduitLifetime);
  }

  public EventSubOptions withTimeout(Duration timeout) {
    return new EventSubOptions(
        retryDelays, timeout, failuresBeforeRevocation, maxTotalCost, sockets, conduitLifetime);
  }

  public EventSubOptions withFailuresBeforeRevocation(int failuresBeforeRevocation) {
    return new EventSubOptions(
        retryDelays, timeout, failuresBeforeRevocation, maxTotalCost, sockets, conduitLifetime);
  }

  public EventSubOptions withMaxTotalCost(int maxTotalCost) {
    return new EventSubOptions(
        retryDelays, timeout, failuresBeforeRevocation, maxTotalCost, sockets, conduitLifetime);
  }

  public EventSubOptions withSockets(SocketOptions sockets) {
    return new EventSubOptions(
        retryDelays, timeout, failuresBeforeRevocation, maxTotalCost, sockets, conduitLifetime);
  }

  public EventSubOptions withConduitLifetime(Duration conduitLifetime) {
    return new EventSubOptions(
        retryDelays, timeout, failuresBeforeRevocation, maxTotalCost, sockets, conduitLifetime);
  }
}

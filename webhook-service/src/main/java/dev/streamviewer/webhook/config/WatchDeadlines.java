package dev.streamviewer.webhook.config;

import java.time.Duration;

/**
 * The time limits of a watch request, which nest:
 *
 * <pre>
 * answer                 the page has its answer, even if Twitch is slow
 * ├─ nameLookup          resolves the login
 * ├─ suggestions         after the lookup, if no streamer has the login
 * └─ subscriptions       after the lookup, or what the answer has left
 *    ├─ lock             waits for another process that serves the same streamer
 *    ├─ rateLimit        waits for a point, before each call to Helix
 *    └─ challenge        after the call, until Twitch has verified the callback
 * </pre>
 *
 * A limit ends a wait and not the work. A call to Helix may therefore take longer than the answer:
 * the subscription exists when the page asks again. Only the limits of the call itself end the
 * call.
 *
 * @param answer the whole watch; the request on the event bus waits longer
 * @param unwatch the whole unwatch
 * @param helixConnect the connection of a call to Helix
 * @param helixCall the answer to a call to Helix, once connected
 */
public record WatchDeadlines(
    Duration answer,
    Duration nameLookup,
    Duration suggestions,
    Duration subscriptions,
    Duration lock,
    Duration rateLimit,
    Duration challenge,
    Duration unwatch,
    Duration helixConnect,
    Duration helixCall) {
  public static final WatchDeadlines STANDARD =
      new WatchDeadlines(
          Duration.ofMillis(1_800),
          Duration.ofMillis(900),
          Duration.ofMillis(800),
          Duration.ofMillis(1_500),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofMillis(300),
          Duration.ofSeconds(2),
          Duration.ofSeconds(3));

  public WatchDeadlines {
    checkNested("nameLookup + suggestions", nameLookup.plus(suggestions), "answer", answer);
    checkNested("subscriptions", subscriptions, "answer", answer);
    checkNested("lock", lock, "subscriptions", subscriptions);
    checkNested("rateLimit", rateLimit, "subscriptions", subscriptions);
    checkNested("challenge", challenge, "subscriptions", subscriptions);
  }

  private static void checkNested(
      String innerName, Duration inner, String outerName, Duration outer) {
    if (inner.compareTo(outer) >= 0) {
      throw new IllegalArgumentException(
          "%s takes %d ms, expected less than the %d ms of %s"
              .formatted(innerName, inner.toMillis(), outer.toMillis(), outerName));
    }
  }
}

package dev.streamviewer.webhook.subscription;

import dev.streamviewer.platform.contract.webhook.SubscriptionReport;
import dev.streamviewer.platform.contract.webhook.SubscriptionsEnded;
import dev.streamviewer.platform.memory.BoundedMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What was found of streamers' subscriptions lately, so that Twitch is not asked again for everyone
 * who comes to watch the same one. Who ends a subscription, or learns that Twitch did, tells all
 * processes.
 */
public final class SubscriptionReportCache {
  private static final int CAPACITY = 20_000;

  private final Consumer<SubscriptionsEnded> everyone;
  private final Clock clock;
  private final Map<String, Entry> reports = BoundedMap.inOrderOfArrival(CAPACITY);

  private record Entry(Set<String> consented, SubscriptionReport report, Instant end) {}

  /**
   * @param everyone is told whose subscriptions end, this process too
   */
  public SubscriptionReportCache(Consumer<SubscriptionsEnded> everyone, Clock clock) {
    this.everyone = everyone;
    this.clock = clock;
  }

  /** What was found, if that is still good. */
  Optional<SubscriptionReport> of(String streamerId, Set<String> consented) {
    return Optional.ofNullable(reports.get(streamerId))
        .filter(it -> it.consented().equals(consented) && clock.instant().isBefore(it.end()))
        .map(Entry::report);
  }

  void keep(String streamerId, Set<String> consented, SubscriptionReport report, Duration life) {
    // Removed first, so that the newest is the last to make room.
    reports.remove(streamerId);
    reports.put(streamerId, new Entry(consented, report, clock.instant().plus(life)));
  }

  /**
   * Subscriptions of a streamer end, by us or by Twitch.
   *
   * @param streamerId empty for a subscription that is about nobody, which is not remembered
   */
  public void ending(String streamerId) {
    if (streamerId.isEmpty()) {
      return;
    }
    tell(new SubscriptionsEnded(streamerId, false));
  }

  /**
   * All subscriptions of a streamer were ended by us, since nobody needs them or others do more.
   */
  void givenUp(String streamerId) {
    tell(new SubscriptionsEnded(streamerId, true));
  }

  /** Some process told that. */
  public void ended(SubscriptionsEnded ended) {
    reports.remove(ended.streamerId());
  }

  private void tell(SubscriptionsEnded ended) {
    reports.remove(ended.streamerId());
    everyone.accept(ended);
  }
}

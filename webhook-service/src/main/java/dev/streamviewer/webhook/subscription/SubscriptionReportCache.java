package dev.streamviewer.webhook.subscription;

import dev.streamviewer.platform.contract.webhook.SubscriptionReport;
import dev.streamviewer.platform.contract.webhook.SubscriptionsEnded;
import dev.streamviewer.platform.memory.ExpiringCache;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A cache of subscription reports, so that Twitch is not asked again for each viewer of the same
 * streamer. A process that ends a subscription, or notices its end, tells all processes.
 */
public final class SubscriptionReportCache {
  private static final int CAPACITY = 20_000;

  private final Consumer<SubscriptionsEnded> publisher;
  private final ExpiringCache<String, Entry> reports;

  private record Entry(Set<String> consented, SubscriptionReport report) {}

  /**
   * @param publisher tells all processes, including this one, whose subscriptions end
   */
  public SubscriptionReportCache(Consumer<SubscriptionsEnded> publisher, Clock clock) {
    this.publisher = publisher;
    this.reports = new ExpiringCache<>(CAPACITY, clock);
  }

  /** The report, if it is still valid. */
  Optional<SubscriptionReport> of(String streamerId, Set<String> consented) {
    return reports
        .find(streamerId)
        .filter(it -> it.consented().equals(consented))
        .map(Entry::report);
  }

  void put(String streamerId, Set<String> consented, SubscriptionReport report, Duration ttl) {
    reports.put(streamerId, new Entry(consented, report), ttl);
  }

  /**
   * Announces the end of a subscription, by this deployment or by Twitch.
   *
   * @param streamerId empty for a subscription without a streamer, which is not cached
   */
  public void ending(String streamerId) {
    if (streamerId.isEmpty()) {
      return;
    }
    publish(new SubscriptionsEnded(streamerId, false));
  }

  /** Announces that all subscriptions of a streamer were deleted, as unwatched or evicted. */
  void givenUp(String streamerId) {
    publish(new SubscriptionsEnded(streamerId, true));
  }

  /** Handles the announcement of any process. */
  public void ended(SubscriptionsEnded ended) {
    reports.remove(ended.streamerId());
  }

  private void publish(SubscriptionsEnded ended) {
    reports.remove(ended.streamerId());
    publisher.accept(ended);
  }
}

package dev.streamviewer.webhook.websub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.platform.bus.RecordJson;
import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All subscriptions, in the memory of the cluster. A change is a compare-and-set: of two concurrent
 * processes, only the one with the current value succeeds.
 */
final class WebSubSubscriptions {
  /** Longer than any requested lease. */
  private static final Duration TTL = Duration.ofDays(12);

  /** A denied topic is not requested again for a day. */
  private static final Duration DENIED_TTL = Duration.ofDays(1);

  private final AsyncMap<String, String> map;

  WebSubSubscriptions(AsyncMap<String, String> map) {
    this.map = map;
  }

  Future<Optional<WebSubSubscription>> find(String url) {
    return map.get(url).map(json -> Optional.ofNullable(json).map(WebSubSubscriptions::decode));
  }

  Future<List<WebSubSubscription>> all() {
    return map.values().map(found -> found.stream().map(WebSubSubscriptions::decode).toList());
  }

  /** Adds a new topic; false if the topic already exists. */
  Future<Boolean> add(WebSubSubscription subscription) {
    return map.putIfAbsent(subscription.url(), encode(subscription), TTL.toMillis())
        .map(existing -> existing == null);
  }

  /** Replaces a subscription; false if another process has changed the entry. */
  Future<Boolean> change(WebSubSubscription before, WebSubSubscription after) {
    var life = after.phase() == SubscriptionPhase.DENIED ? DENIED_TTL : TTL;
    return map.replaceIfPresent(before.url(), encode(before), encode(after), life.toMillis());
  }

  Future<Boolean> remove(WebSubSubscription subscription) {
    return map.removeIfPresent(subscription.url(), encode(subscription));
  }

  private static String encode(WebSubSubscription subscription) {
    return new String(RecordJson.encode(subscription), UTF_8);
  }

  private static WebSubSubscription decode(String json) {
    return RecordJson.decode(json.getBytes(UTF_8), WebSubSubscription.class);
  }
}

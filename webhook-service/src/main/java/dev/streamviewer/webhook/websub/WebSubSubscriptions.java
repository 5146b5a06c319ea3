package dev.streamviewer.webhook.websub;

import dev.streamviewer.platform.record.StoredJson;
import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * All subscriptions, in the memory of the cluster. A change is a compare-and-set: of two concurrent
 * processes, only the one with the current value succeeds.
 */
final class WebSubSubscriptions {
  /** Longer than any requested lease. */
  private static final Duration TTL = Duration.ofDays(12);

  /** Longer than a denial counts: the next request must replace an entry, not follow its end. */
  private static final Duration DENIED_TTL = Duration.ofDays(2);

  private final AsyncMap<String, String> map;

  WebSubSubscriptions(AsyncMap<String, String> map) {
    this.map = map;
  }

  Future<Optional<WebSubSubscription>> find(String url) {
    return map.get(url).map(json -> Optional.ofNullable(json).map(WebSubSubscriptions::decode));
  }

  Future<List<WebSubSubscription>> all() {
    return map.values().map(found -> StoredJson.readable(found, WebSubSubscription.class));
  }

  /** Adds a new topic; false if the topic already exists. */
  Future<Boolean> add(WebSubSubscription subscription) {
    return map.putIfAbsent(subscription.url(), encode(subscription), TTL.toMillis())
        .map(existing -> existing == null);
  }

  /** Replaces a subscription; false if another process has changed the entry. */
  Future<Boolean> change(WebSubSubscription before, WebSubSubscription after) {
    var life = after.phase() == SubscriptionPhase.DENIED ? DENIED_TTL : TTL;
    return ifStored(
        before, text -> map.replaceIfPresent(before.url(), text, encode(after), life.toMillis()));
  }

  Future<Boolean> remove(WebSubSubscription subscription) {
    return ifStored(subscription, text -> map.removeIfPresent(subscription.url(), text));
  }

  /** Compares records rather than texts, since another release writes another text. */
  private Future<Boolean> ifStored(
      WebSubSubscription expected, Function<String, Future<Boolean>> action) {
    return map.get(expected.url())
        .compose(
            text ->
                text != null && decode(text).equals(expected)
                    ? action.apply(text)
                    : Future.succeededFuture(false));
  }

  private static String encode(WebSubSubscription subscription) {
    return StoredJson.encode(subscription);
  }

  private static WebSubSubscription decode(String json) {
    return StoredJson.decode(json, WebSubSubscription.class);
  }
}

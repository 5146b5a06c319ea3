package dev.streamviewer.webhook.websub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.platform.bus.RecordJson;
import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All topics, in the memory of the cluster. Two processes may change one at the same time; only who
 * knew what stood there before does.
 */
final class WebSubSubscriptions {
  /** Longer than any lease that is asked for. */
  private static final Duration LIFE = Duration.ofDays(12);

  /** A denied topic is left alone for a day. */
  private static final Duration DENIED = Duration.ofDays(1);

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

  /** Notes a topic that was not there; false if it is by now. */
  Future<Boolean> add(WebSubSubscription topic) {
    return map.putIfAbsent(topic.url(), encode(topic), LIFE.toMillis()).map(there -> there == null);
  }

  /** Notes what became of a topic; false if something else has become of it. */
  Future<Boolean> change(WebSubSubscription before, WebSubSubscription after) {
    var life = after.phase() == SubscriptionPhase.DENIED ? DENIED : LIFE;
    return map.replaceIfPresent(before.url(), encode(before), encode(after), life.toMillis());
  }

  Future<Boolean> remove(WebSubSubscription topic) {
    return map.removeIfPresent(topic.url(), encode(topic));
  }

  private static String encode(WebSubSubscription topic) {
    return new String(RecordJson.encode(topic), UTF_8);
  }

  private static WebSubSubscription decode(String json) {
    return RecordJson.decode(json.getBytes(UTF_8), WebSubSubscription.class);
  }
}

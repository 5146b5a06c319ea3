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
final class Topics {
  /** Longer than any lease that is asked for. */
  private static final Duration LIFE = Duration.ofDays(12);

  /** A denied topic is left alone for a day. */
  private static final Duration DENIED = Duration.ofDays(1);

  private final AsyncMap<String, String> map;

  Topics(AsyncMap<String, String> map) {
    this.map = map;
  }

  Future<Optional<Topic>> find(String url) {
    return map.get(url).map(json -> Optional.ofNullable(json).map(Topics::decode));
  }

  Future<List<Topic>> all() {
    return map.values().map(found -> found.stream().map(Topics::decode).toList());
  }

  /** Notes a topic that was not there; false if it is by now. */
  Future<Boolean> add(Topic topic) {
    return map.putIfAbsent(topic.url(), encode(topic), LIFE.toMillis()).map(there -> there == null);
  }

  /** Notes what became of a topic; false if something else has become of it. */
  Future<Boolean> change(Topic before, Topic after) {
    var life = after.phase() == Phase.DENIED ? DENIED : LIFE;
    return map.replaceIfPresent(before.url(), encode(before), encode(after), life.toMillis());
  }

  Future<Boolean> remove(Topic topic) {
    return map.removeIfPresent(topic.url(), encode(topic));
  }

  private static String encode(Topic topic) {
    return new String(RecordJson.encode(topic), UTF_8);
  }

  private static Topic decode(String json) {
    return RecordJson.decode(json.getBytes(UTF_8), Topic.class);
  }
}

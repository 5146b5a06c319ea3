package dev.streamviewer.webhook.delivery;

import dev.streamviewer.platform.contract.event.FindOriginalBody;
import dev.streamviewer.platform.contract.event.OriginalBody;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest events as Twitch sent them, for readers who ask for one. Nothing waits for this store:
 * a body that is missing is no error. Each process removes its oldest bodies, so that the bodies of
 * one process never take more than {@value #CAPACITY} characters.
 */
public final class OriginalBodies {
  private static final Logger log = LoggerFactory.getLogger(OriginalBodies.class);

  static final int CAPACITY = 8 * 1024 * 1024;
  static final int LONGEST = 64 * 1024;

  /** A process that ends leaves its bodies behind. */
  private static final Duration TTL = Duration.ofHours(12);

  private final AsyncMap<String, String> bodies;
  private final boolean isClustered;

  /** The lengths of the bodies of this process, the oldest first. */
  private final Map<String, Integer> lengths = new LinkedHashMap<>();

  private int total;

  /**
   * @param bodies the bodies of all processes
   * @param isClustered whether other processes share the map; a local one needs no time limit
   */
  public OriginalBodies(AsyncMap<String, String> bodies, boolean isClustered) {
    this.bodies = bodies;
    this.isClustered = isClustered;
  }

  /** Keeps the body of an event, unless it is very long. */
  public void keep(String id, JsonObject body) {
    var text = body.encode();
    if (text.length() <= LONGEST && !lengths.containsKey(id)) {
      lengths.put(id, text.length());
      total += text.length();
      put(id, text).onFailure(failure -> log.debug("The body of {} was not kept", id, failure));
      removeOldest();
    }
  }

  private Future<Void> put(String id, String text) {
    return isClustered ? bodies.put(id, text, TTL.toMillis()) : bodies.put(id, text);
  }

  private void removeOldest() {
    var oldest = lengths.entrySet().iterator();
    while (total > CAPACITY) {
      var entry = oldest.next();
      oldest.remove();
      total -= entry.getValue();
      bodies.remove(entry.getKey());
    }
  }

  /** Finds the body of an event; none if the body is not kept or cannot be read now. */
  public Future<OriginalBody> find(FindOriginalBody question) {
    return bodies
        .get(question.id())
        .map(text -> text == null ? OriginalBody.NONE : new OriginalBody(new JsonObject(text)));
  }
}

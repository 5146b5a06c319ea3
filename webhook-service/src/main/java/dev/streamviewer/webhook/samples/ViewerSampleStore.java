package dev.streamviewer.webhook.samples;

import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The samples in cluster memory: one entry for each minute, with all streams, written once by one
 * process. A process that starts later reads them there.
 */
final class ViewerSampleStore {
  private static final Duration LIFETIME = Duration.ofMinutes(ViewerSeries.MINUTES);
  private static final Pattern SAMPLE = Pattern.compile("([0-9]{1,20})=([0-9]{1,9})");

  private final AsyncMap<String, String> map;

  ViewerSampleStore(AsyncMap<String, String> map) {
    this.map = map;
  }

  /** Writes the samples of a minute, by the streamer's id. */
  Future<Void> write(int minute, Map<String, Integer> viewers) {
    var text =
        viewers.entrySet().stream()
            .map(it -> it.getKey() + "=" + it.getValue())
            .collect(Collectors.joining(","));
    return map.put(key(minute), text, LIFETIME.toMillis());
  }

  /** Whether some process has written the samples of a minute, also if no stream was live. */
  Future<Boolean> isWritten(int minute) {
    return map.get(key(minute)).map(text -> text != null);
  }

  /** Reads the samples of a minute; empty if no process has written them yet. */
  Future<Optional<Map<String, Integer>>> read(int minute) {
    return map.get(key(minute))
        .map(text -> Optional.ofNullable(text).map(ViewerSampleStore::parse));
  }

  private static Map<String, Integer> parse(String text) {
    var viewers = new HashMap<String, Integer>();
    var samples = SAMPLE.matcher(text);
    while (samples.find()) {
      viewers.put(samples.group(1), Integer.valueOf(samples.group(2)));
    }
    return viewers;
  }

  private static String key(int minute) {
    return Integer.toString(minute);
  }
}

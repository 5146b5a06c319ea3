package dev.streamviewer.benchmarks.delivery.cluster;

import dev.streamviewer.platform.cluster.BulkMap;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The map of recent events as one notifier sees it. */
public final class SegmentMap implements BulkMap {
  private static final String PREFIX = "recent/";
  private static final String WRITERS = "writers";

  private final SimulatedCluster cluster;
  private final SimulatedProcess process;
  private final Set<DeliveryRule> off;
  private boolean announced;

  public SegmentMap(SimulatedCluster cluster, SimulatedProcess process, Set<DeliveryRule> off) {
    this.cluster = cluster;
    this.process = process;
    this.off = off;
  }

  @Override
  public Future<Void> putAll(Map<String, Buffer> entries) {
    if (off.contains(DeliveryRule.WRITERS_REPEATED) && entries.containsKey(WRITERS)) {
      if (announced) {
        return Future.succeededFuture();
      }
      announced = true;
    }
    var values = new LinkedHashMap<String, Buffer>();
    entries.forEach((key, value) -> values.put(PREFIX + key, value));
    return cluster.put(process, values, SimulatedCluster.IMMORTAL);
  }

  @Override
  public Future<Map<String, Buffer>> getAll(Collection<String> keys) {
    var names = new TreeSet<String>();
    keys.stream().filter(this::isVisible).forEach(key -> names.add(PREFIX + key));
    return cluster
        .get(process, names)
        .map(
            found -> {
              var values = new LinkedHashMap<String, Buffer>();
              found.forEach(
                  (key, value) -> values.put(key.substring(PREFIX.length()), (Buffer) value));
              return values;
            });
  }

  private boolean isVisible(String key) {
    return !off.contains(DeliveryRule.UNION_OF_WRITERS)
        || key.equals(WRITERS)
        || key.contains("/" + process.name + "/");
  }
}

package dev.streamviewer.platform.cluster;

import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.ext.cluster.infinispan.InfinispanClusterManager;
import io.vertx.ext.cluster.infinispan.impl.DataConverter;
import io.vertx.ext.cluster.infinispan.impl.InfinispanAsyncMapImpl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.infinispan.Cache;
import org.infinispan.configuration.cache.Configuration;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.manager.EmbeddedCacheManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Infinispan, reminded of what it forgot. When members lose sight of each other, each side strikes
 * the other's consumers off its list; once they see each other again, one list wins, and nobody
 * enters the consumers of the others anew. They would be there and never be asked again.
 */
final class ReregisteringClusterManager extends InfinispanClusterManager {
  private static final Logger log = LoggerFactory.getLogger(ReregisteringClusterManager.class);

  private static final int ROUNDS_AFTER_CHANGE = 10;
  private static final int COPIES = 2;
  private static final String TEMPLATE = "__vertx.distributed.cache.configuration";

  /** How long a member that holds nothing waits for one that does, each time it opens a map. */
  private static final Duration WAIT_FOR_HOLDER = Duration.ofSeconds(5);

  private final boolean holdsMaps;
  private final Set<Registration> own = ConcurrentHashMap.newKeySet();
  private final Map<String, Cache<byte[], byte[]>> opened = new ConcurrentHashMap<>();
  private volatile NodeInfo ownInfo;
  private Set<String> members = Set.of();
  private int roundsToTellAll;
  private VertxInternal vertx;

  private record Registration(String address, RegistrationInfo info) {}

  /**
   * @param holdsMaps whether this member holds a part of the shared maps; one that does not can
   *     still read and write them
   */
  ReregisteringClusterManager(boolean holdsMaps) {
    this.holdsMaps = holdsMaps;
  }

  @Override
  public void init(Vertx vertx) {
    this.vertx = (VertxInternal) vertx;
    super.init(vertx);
  }

  /**
   * Joins, and defines all maps before any other member can open one. The oldest member merges the
   * maps after a split, also those of which it holds nothing, and goes by what was defined when the
   * first member opened them.
   */
  @Override
  public void join(Completable<Void> promise) {
    var joined = Promise.<Void>promise();
    super.join(joined);
    joined.future().onSuccess(done -> SharedMaps.NAMES.forEach(this::define)).onComplete(promise);
  }

  /**
   * Each member defines a map for itself, all by the same template. To define it once for the whole
   * cluster, as Vert.x does, needs an answer of every member, and of many that join at the same
   * time some then never have it.
   */
  @Override
  public <K, V> void getAsyncMap(String name, Completable<AsyncMap<K, V>> promise) {
    vertx
        .<AsyncMap<K, V>>executeBlocking(
            () -> new InfinispanAsyncMapImpl<>(vertx, cache(name)), false)
        .onComplete(promise);
  }

  private Cache<byte[], byte[]> cache(String name) {
    define(name);
    Cache<byte[], byte[]> cache = caches().getCache(name);
    opened.put(name, cache);
    return cache;
  }

  /** With a lock of its own: the class above holds its lock while it deals with who left. */
  private void define(String name) {
    synchronized (opened) {
      if (caches().getCacheConfiguration(name) == null) {
        caches().defineConfiguration(name, configuration(caches().getCacheConfiguration(TEMPLATE)));
      }
    }
  }

  private Configuration configuration(Configuration template) {
    var configuration = new ConfigurationBuilder().read(template).template(false);
    if (!holdsMaps) {
      configuration
          .clustering()
          .hash()
          .capacityFactor(0)
          .stateTransfer()
          .timeout(WAIT_FOR_HOLDER.toMillis());
    }
    return configuration.build();
  }

  EmbeddedCacheManager caches() {
    return (EmbeddedCacheManager) getCacheContainer();
  }

  /** Whether every part of a map has two members that new entries are written to. */
  boolean keepsCopies(String map) {
    var cache = opened.get(map);
    if (cache == null || !isActive()) {
      return false;
    }
    var topology = cache.getAdvancedCache().getDistributionManager().getCacheTopology();
    return IntStream.range(0, topology.getWriteConsistentHash().getNumSegments())
        .allMatch(part -> topology.getSegmentDistribution(part).writeOwners().size() >= COPIES);
  }

  @Override
  public void setNodeInfo(NodeInfo info, Completable<Void> promise) {
    ownInfo = info;
    super.setNodeInfo(info, promise);
  }

  /**
   * Without the lock of the class above, which it holds for seconds while it strikes off who left:
   * an event loop asks.
   */
  @Override
  public NodeInfo getNodeInfo() {
    return ownInfo;
  }

  @Override
  public void addRegistration(String address, RegistrationInfo info, Completable<Void> promise) {
    if (!info.localOnly()) {
      own.add(new Registration(address, info));
    }
    super.addRegistration(address, info, promise);
  }

  @Override
  public void removeRegistration(String address, RegistrationInfo info, Completable<Void> promise) {
    own.remove(new Registration(address, info));
    super.removeRegistration(address, info, promise);
  }

  /**
   * Tells the cluster about this member what it no longer knows. After members came or went that is
   * everything, for a while: two that met after they were apart can each hold a copy of the list
   * that the other has never seen, and one's own copy does not show what is missing in another's.
   */
  Future<Void> remind() {
    if (!isActive()) {
      return Future.succeededFuture();
    }
    var now = Set.copyOf(getNodes());
    if (!now.equals(members)) {
      members = now;
      roundsToTellAll = ROUNDS_AFTER_CHANGE;
    }
    var tellAll = roundsToTellAll > 0;
    roundsToTellAll = Math.max(0, roundsToTellAll - 1);
    var told = new ArrayList<Future<Void>>();
    told.add(tellAll ? tellNode() : remindOfNode());
    own.forEach(entry -> told.add(tellAll ? tell(entry) : remind(entry)));
    return Future.join(told).<Void>mapEmpty().otherwiseEmpty();
  }

  private Future<Void> remind(Registration registration) {
    var listed = Promise.<List<RegistrationInfo>>promise();
    getRegistrations(registration.address(), listed);
    return listed
        .future()
        .compose(
            infos -> {
              if (infos.contains(registration.info())) {
                return Future.succeededFuture();
              }
              log.warn("The cluster forgot {} of this process", registration.address());
              return tell(registration);
            });
  }

  /** Entering what is on the list already changes nothing. */
  private Future<Void> tell(Registration registration) {
    if (!own.contains(registration)) {
      return Future.succeededFuture();
    }
    var entered = Promise.<Void>promise();
    super.addRegistration(registration.address(), registration.info(), entered);
    return entered.future().compose(done -> takeBackIfEnded(registration));
  }

  /** The consumer may have gone while it was entered. */
  private Future<Void> takeBackIfEnded(Registration registration) {
    if (own.contains(registration)) {
      return Future.succeededFuture();
    }
    var takenBack = Promise.<Void>promise();
    super.removeRegistration(registration.address(), registration.info(), takenBack);
    return takenBack.future();
  }

  /** Without its address nobody could reach this member. */
  private Future<Void> remindOfNode() {
    var known = Promise.<NodeInfo>promise();
    getNodeInfo(getNodeId(), known);
    return known
        .future()
        .<Void>mapEmpty()
        .recover(
            forgotten -> {
              log.warn("The cluster forgot the address of this process");
              return tellNode();
            });
  }

  private Future<Void> tellNode() {
    var infos = getCacheContainer().<String, byte[]>getCache("__vertx.nodeInfo");
    return Future.fromCompletionStage(
            infos.putAsync(getNodeId(), DataConverter.toCachedObject(ownInfo)))
        .mapEmpty();
  }
}

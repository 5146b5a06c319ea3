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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.infinispan.Cache;
import org.infinispan.configuration.cache.Configuration;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.manager.EmbeddedCacheManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An Infinispan cluster manager that registers lost entries again. When members lose sight of each
 * other, each side removes the other side's consumers from its list. After the merge one list wins,
 * and Infinispan does not add the missing consumers again: they would exist and never receive a
 * request.
 */
final class ReregisteringClusterManager extends InfinispanClusterManager {
  private static final Logger log = LoggerFactory.getLogger(ReregisteringClusterManager.class);

  private static final int ROUNDS_AFTER_CHANGE = 10;
  private static final int COPIES = 2;
  private static final int BULK_PARTS = 32;

  /** The most entries of recent events in one process, mostly of one event each. */
  private static final int MAX_RECENT = 60_000;

  private static final String TEMPLATE = "__vertx.distributed.cache.configuration";

  /**
   * The capacity of a member that is no holder, where a holder has 1. With 0, Infinispan refuses
   * all members for good once the last holder fails while the next one joins.
   */
  private static final float SPARE_CAPACITY = 0.00001f;

  private final Predicate<String> holds;
  private final Set<Registration> own = ConcurrentHashMap.newKeySet();
  private final Map<String, Cache<byte[], byte[]>> opened = new ConcurrentHashMap<>();
  private volatile NodeInfo ownInfo;
  private Set<String> members = Set.of();
  private int fullRoundsLeft;
  private VertxInternal vertx;

  private record Registration(String address, RegistrationInfo info) {}

  /**
   * @param holds whether this member is a holder of a shared map; others keep copies only while
   *     there are fewer than two holders
   */
  ReregisteringClusterManager(Predicate<String> holds) {
    this.holds = holds;
  }

  @Override
  public void init(Vertx vertx) {
    this.vertx = (VertxInternal) vertx;
    super.init(vertx);
  }

  /**
   * Joins, and defines all maps before any other member can open them. The oldest member merges the
   * maps after a split, including maps of which it is no holder, using the definitions from when
   * the first member opened them.
   */
  @Override
  public void join(Completable<Void> promise) {
    var joined = Promise.<Void>promise();
    super.join(joined);
    joined
        .future()
        .onSuccess(
            done -> {
              SharedMaps.NAMES.forEach(this::define);
              caches().addListener(new MembershipLog());
            })
        .onComplete(promise);
  }

  /**
   * Opens a map that each member defines locally, from the same template. Vert.x defines a map once
   * for the whole cluster, which needs an answer from every member; when many members join at the
   * same time, some never get that answer.
   */
  @Override
  public <K, V> void getAsyncMap(String name, Completable<AsyncMap<K, V>> promise) {
    vertx
        .<AsyncMap<K, V>>executeBlocking(
            () -> new InfinispanAsyncMapImpl<>(vertx, cache(name)), false)
        .onComplete(promise);
  }

  /** Opens a map; may block. */
  Cache<byte[], byte[]> cache(String name) {
    var open = opened.get(name);
    if (open != null) {
      return open;
    }
    define(name);
    Cache<byte[], byte[]> cache = caches().getCache(name);
    opened.put(name, cache);
    return cache;
  }

  /**
   * Defines a map under a separate lock: the superclass holds its lock while it removes members
   * that left.
   */
  private void define(String name) {
    synchronized (opened) {
      if (caches().getCacheConfiguration(name) == null) {
        caches().defineConfiguration(name, configuration(name));
      }
    }
  }

  private Configuration configuration(String name) {
    var template = caches().getCacheConfiguration(TEMPLATE);
    var configuration = new ConfigurationBuilder().read(template).template(false);
    if (SharedMaps.RECENT.equals(name)) {
      // A batch is a message for each part of the map, so fewer parts are fewer messages.
      configuration.clustering().hash().numSegments(BULK_PARTS);
      configuration.clustering().partitionHandling().mergePolicy(new NewestWins());
      configuration.memory().maxCount(MAX_RECENT);
    }
    if (!holds.test(name)) {
      configuration.clustering().hash().capacityFactor(SPARE_CAPACITY);
    }
    return configuration.build();
  }

  EmbeddedCacheManager caches() {
    return (EmbeddedCacheManager) getCacheContainer();
  }

  /** The members that receive writes of one entry. */
  EntryOwners owners(String map, String key) {
    var cache = opened.get(map);
    if (cache == null || !isActive()) {
      return new EntryOwners(0, 0);
    }
    var topology = cache.getAdvancedCache().getDistributionManager().getCacheTopology();
    var owners = topology.getDistribution(DataConverter.toCachedObject(key)).writeOwners();
    return new EntryOwners(topology.getTopologyId(), owners.size());
  }

  /** The members that have a consumer at an address; this process knows the list. */
  Future<List<String>> servers(String address) {
    if (!isActive()) {
      return Future.succeededFuture(List.of());
    }
    var listed = Promise.<List<RegistrationInfo>>promise();
    getRegistrations(address, listed);
    return listed
        .future()
        .map(infos -> infos.stream().map(RegistrationInfo::nodeId).distinct().toList());
  }

  /** Whether every segment of a map has two members that receive new entries. */
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
   * Avoids the lock of the superclass, which is held for seconds while it removes members that
   * left: event loops call this method.
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
   * Registers this member's entries that the cluster lost. After a change of membership all entries
   * are registered for several rounds: two members that met after a split can each hold a copy of
   * the list that the other has never seen, and the local copy does not show what is missing
   * elsewhere.
   */
  Future<Void> reregister() {
    if (!isActive()) {
      return Future.succeededFuture();
    }
    var now = Set.copyOf(getNodes());
    if (!now.equals(members)) {
      members = now;
      fullRoundsLeft = ROUNDS_AFTER_CHANGE;
    }
    var registerAll = fullRoundsLeft > 0;
    fullRoundsLeft = Math.max(0, fullRoundsLeft - 1);
    var registrations = new ArrayList<Future<Void>>();
    registrations.add(registerAll ? registerNode() : registerNodeIfMissing());
    own.forEach(
        entry -> registrations.add(registerAll ? register(entry) : registerIfMissing(entry)));
    return Future.join(registrations).<Void>mapEmpty().otherwiseEmpty();
  }

  private Future<Void> registerIfMissing(Registration registration) {
    var listed = Promise.<List<RegistrationInfo>>promise();
    getRegistrations(registration.address(), listed);
    return listed
        .future()
        .compose(
            infos -> {
              if (infos.contains(registration.info())) {
                return Future.succeededFuture();
              }
              log.warn(
                  "The cluster lost the consumer of {} in this process; registering it again",
                  registration.address());
              return register(registration);
            });
  }

  /** Registers a consumer; a repeated registration changes nothing. */
  private Future<Void> register(Registration registration) {
    if (!own.contains(registration)) {
      return Future.succeededFuture();
    }
    var registered = Promise.<Void>promise();
    super.addRegistration(registration.address(), registration.info(), registered);
    return registered.future().compose(done -> unregisterIfEnded(registration));
  }

  /** Removes a consumer that ended while it was being registered. */
  private Future<Void> unregisterIfEnded(Registration registration) {
    if (own.contains(registration)) {
      return Future.succeededFuture();
    }
    var unregistered = Promise.<Void>promise();
    super.removeRegistration(registration.address(), registration.info(), unregistered);
    return unregistered.future();
  }

  /** Registers the address of this member if it was lost, since no other member could reach it. */
  private Future<Void> registerNodeIfMissing() {
    var found = Promise.<NodeInfo>promise();
    getNodeInfo(getNodeId(), found);
    return found
        .future()
        .<Void>mapEmpty()
        .recover(
            forgotten -> {
              log.warn("The cluster lost the address of this process; registering it again");
              return registerNode();
            });
  }

  private Future<Void> registerNode() {
    var infos = getCacheContainer().<String, byte[]>getCache("__vertx.nodeInfo");
    return Future.fromCompletionStage(
            infos.putAsync(getNodeId(), DataConverter.toCachedObject(ownInfo)))
        .mapEmpty();
  }
}

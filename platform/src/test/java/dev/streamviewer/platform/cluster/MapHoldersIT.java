package dev.streamviewer.platform.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.cluster.ClusterConfig.Mode;
import dev.streamviewer.platform.telemetry.VertxInstrumentation;
import dev.streamviewer.testing.FreePorts;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.infinispan.AdvancedCache;
import org.infinispan.remoting.transport.jgroups.JGroupsTransport;
import org.infinispan.topology.LocalTopologyManager;
import org.jgroups.JChannel;
import org.jgroups.View;
import org.jgroups.protocols.pbcast.GMS;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real members on loopback: holders of the shared maps, and gateways. */
class MapHoldersIT {
  private static final int ENTRIES = 100;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** A port for each test, since a member that failed to leave would join the next test. */
  private final int port = FreePorts.cluster();

  private final List<ClusteredVertx> members = new ArrayList<>();

  @AfterEach
  void leave() throws Exception {
    for (var member : members) {
      member.vertx().close().await(40, SECONDS);
    }
  }

  @Test
  void keepsSessionsOnTwoHoldersAndSurvivesALoss() throws Exception {
    var first = holder();
    var gateway = gateway();
    put(first, SharedMaps.SESSIONS, "session");

    var second = holder();
    await().atMost(TIMEOUT).until(() -> held(second, SharedMaps.SESSIONS) == ENTRIES);
    await().atMost(TIMEOUT).until(() -> held(gateway, SharedMaps.SESSIONS) == 0);
    assertThat(held(first, SharedMaps.SESSIONS)).isEqualTo(ENTRIES);
    assertThat(first.cluster().keepsCopies(SharedMaps.SESSIONS)).isTrue();

    leave(first);

    assertHas(second, SharedMaps.SESSIONS, "session");
  }

  @Test
  void keepsSessionsOnAGatewayBesideASingleHolder() throws Exception {
    var gateway = gateway();
    var holder = holder();
    await().atMost(TIMEOUT).until(() -> holder.cluster().keepsCopies(SharedMaps.SESSIONS));
    put(holder, SharedMaps.SESSIONS, "session");

    leave(holder);
    var later = holder();

    assertHas(later, SharedMaps.SESSIONS, "session");
    await().atMost(TIMEOUT).until(() -> held(later, SharedMaps.SESSIONS) == ENTRIES);
    assertThat(gateway.cluster().keepsCopies(SharedMaps.SESSIONS)).isTrue();
  }

  /**
   * The last holder fails before the next one has its part. The oldest member, a gateway, must then
   * pass the map on: it would refuse all further members otherwise.
   */
  @Test
  void passesTheMapsOnWhenTheLastHolderFailsDuringAJoin() throws Exception {
    var gateway = gateway();
    var lost = holder();
    setRebalancing(gateway, false);
    var next = holder();
    await().atMost(TIMEOUT).until(() -> next.cluster().size() == 3);

    separate(gateway, next);
    channel(lost).close();
    await().atMost(TIMEOUT).until(() -> gateway.cluster().size() == 2);
    setRebalancing(gateway, true);

    put(next, SharedMaps.SESSIONS, "next");
    var later = holder();
    await().atMost(TIMEOUT).until(() -> later.cluster().keepsCopies(SharedMaps.SESSIONS));
    assertHas(later, SharedMaps.SESSIONS, "next");
  }

  /** The oldest member of one side merges the maps: a gateway in both cases here. */
  @Test
  void keepsTheEntriesOfBothSidesAfterASplit() throws Exception {
    var gateways = List.of(gateway(), gateway());
    var holders = List.of(holder(), holder());
    await().atMost(TIMEOUT).until(() -> members.stream().allMatch(it -> it.cluster().size() == 4));

    for (var side = 0; side < 2; side++) {
      separate(gateways.get(side), holders.get(side));
    }
    await().atMost(TIMEOUT).until(() -> members.stream().allMatch(it -> it.cluster().size() == 2));
    put(holders.get(0), SharedMaps.SESSIONS, "near");
    put(holders.get(1), SharedMaps.SESSIONS, "far");
    await().atMost(TIMEOUT).until(() -> members.stream().allMatch(it -> it.cluster().size() == 4));

    for (var holder : holders) {
      assertHas(holder, SharedMaps.SESSIONS, "near");
      assertHas(holder, SharedMaps.SESSIONS, "far");
    }
    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () ->
                assertThat(gateways)
                    .allSatisfy(it -> assertThat(held(it, SharedMaps.SESSIONS)).isZero()));
  }

  /** Neither side is preferred, although the cluster takes one for the larger. */
  @Test
  void keepsTheNewestVersionOfBothSidesAfterASplit() throws Exception {
    var gateways = List.of(gateway(), gateway());
    var holders = List.of(holder(), holder());
    await().atMost(TIMEOUT).until(() -> members.stream().allMatch(it -> it.cluster().size() == 4));
    var near = holders.get(0).cluster().bulkMap(SharedMaps.RECENT).orElseThrow();
    var far = holders.get(1).cluster().bulkMap(SharedMaps.RECENT).orElseThrow();
    near.putAll(Map.of("near", version(1), "far", version(1))).await(60, SECONDS);
    assertThat(far.getAll(List.of("near", "far", "none")).await(60, SECONDS))
        .isEqualTo(Map.of("near", version(1), "far", version(1)));

    for (var side = 0; side < 2; side++) {
      separate(gateways.get(side), holders.get(side));
    }
    await().atMost(TIMEOUT).until(() -> members.stream().allMatch(it -> it.cluster().size() == 2));
    near.putAll(Map.of("near", version(2), "only near", version(1))).await(60, SECONDS);
    far.putAll(Map.of("far", version(2), "only far", version(1))).await(60, SECONDS);
    await().atMost(TIMEOUT).until(() -> members.stream().allMatch(it -> it.cluster().size() == 4));

    for (var map : List.of(near, far)) {
      await()
          .atMost(TIMEOUT)
          .ignoreExceptions()
          .untilAsserted(
              () ->
                  assertThat(
                          map.getAll(List.of("near", "far", "only near", "only far"))
                              .await(5, SECONDS))
                      .isEqualTo(
                          Map.of(
                              "near",
                              version(2),
                              "far",
                              version(2),
                              "only near",
                              version(1),
                              "only far",
                              version(1))));
    }
  }

  private static Buffer version(long counter) {
    return Buffer.buffer().appendLong(counter).appendString("content");
  }

  private ClusteredVertx holder() throws Exception {
    return join(true);
  }

  private ClusteredVertx gateway() throws Exception {
    return join(false);
  }

  private ClusteredVertx join(boolean holdsMaps) throws Exception {
    var config = new ClusterConfig(Mode.LOCAL, "", "127.0.0.1", port, Optional.empty());
    var member =
        ClusteredVertx.start(config, VertxInstrumentation.NONE, map -> holdsMaps)
            .await(60, SECONDS);
    members.add(member);
    return member;
  }

  private void leave(ClusteredVertx member) throws Exception {
    member.vertx().close().await(40, SECONDS);
    members.remove(member);
  }

  private static void put(ClusteredVertx member, String map, String name) throws Exception {
    var entries = open(member, map);
    for (var i = 0; i < ENTRIES; i++) {
      entries.put(name + i, name).await(60, SECONDS);
    }
  }

  /** Waits for an entry, since entries move while members come and go. */
  private static void assertHas(ClusteredVertx member, String map, String name) throws Exception {
    var entries = open(member, map);
    await()
        .atMost(TIMEOUT)
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(entries.keys().await(60, SECONDS))
                    .containsAll(IntStream.range(0, ENTRIES).mapToObj(i -> name + i).toList()));
  }

  private static AsyncMap<String, String> open(ClusteredVertx member, String map) throws Exception {
    return member.vertx().sharedData().<String, String>getAsyncMap(map).await(60, SECONDS);
  }

  /** The number of entries of a map in the memory of one member. */
  private static int held(ClusteredVertx member, String map) {
    return cache(member, map).getDataContainer().size();
  }

  private static AdvancedCache<?, ?> cache(ClusteredVertx member, String map) {
    return manager(member).caches().getCache(map).getAdvancedCache();
  }

  private static ReregisteringClusterManager manager(ClusteredVertx member) {
    return (ReregisteringClusterManager) ((VertxInternal) member.vertx()).clusterManager();
  }

  /**
   * Separates two members, which consider all others gone until MERGE3 detects the split some
   * seconds later.
   */
  private static void separate(ClusteredVertx oldest, ClusteredVertx other) {
    var channels = List.of(channel(oldest), channel(other));
    var view =
        View.create(
            channels.get(0).getAddress(),
            channels.get(0).getView().getViewId().getId() + 1,
            channels.stream().map(JChannel::getAddress).toList());
    channels.forEach(it -> gms(it).installView(view));
  }

  /** A cluster that is slow to move entries, as under load. Infinispan has no newer way to it. */
  @SuppressWarnings({"deprecation", "removal"})
  private static void setRebalancing(ClusteredVertx member, boolean enabled) throws Exception {
    cache(member, "__vertx.subs")
        .getComponentRegistry()
        .getGlobalComponentRegistry()
        .getComponent(LocalTopologyManager.class)
        .setRebalancingEnabled(enabled);
  }

  private static JChannel channel(ClusteredVertx member) {
    var transport = cache(member, "__vertx.subs").getRpcManager().getTransport();
    return ((JGroupsTransport) transport).getChannel();
  }

  private static GMS gms(JChannel channel) {
    return channel.getProtocolStack().findProtocol(GMS.class);
  }
}

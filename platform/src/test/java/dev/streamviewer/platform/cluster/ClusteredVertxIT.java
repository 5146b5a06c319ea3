package dev.streamviewer.platform.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.cluster.ClusterConfig.Mode;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.testing.CapturedLog;
import dev.streamviewer.testing.FreePorts;
import dev.streamviewer.testing.JavaProcess;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.core.spi.cluster.RegistrationInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real cluster members on loopback. */
class ClusteredVertxIT {
  /** Members that missed each other at startup merge within seconds, later on a busy machine. */
  private static final Duration MERGE_TIMEOUT = Duration.ofSeconds(60);

  /** A port for each test, since a member that failed to leave would join the next test. */
  private final int port = FreePorts.cluster();

  private final List<ClusteredVertx> members = new ArrayList<>();
  private final List<JavaProcess> processes = new ArrayList<>();

  @AfterEach
  void leave() throws Exception {
    processes.forEach(JavaProcess::close);
    for (var member : members) {
      member.vertx().close().await(60, SECONDS);
    }
  }

  @Test
  void findsAndCountsAllMembers() throws Exception {
    var first = join();
    assertThat(first.cluster().keepsCopies(SharedMaps.OUTBOX)).isFalse();

    var second = join();

    await()
        .atMost(MERGE_TIMEOUT)
        .untilAsserted(() -> assertThat(first.cluster().size()).isEqualTo(2));
    await().atMost(MERGE_TIMEOUT).until(() -> second.cluster().keepsCopies(SharedMaps.OUTBOX));
  }

  @Test
  void deliversARequestToAnotherMember() throws Exception {
    var asking = join();
    var serving = join();
    Contracts.DELIVER_EVENT
        .serve(
            serving.vertx().eventBus(), it -> Future.succeededFuture(new DeliveryAcceptance(true)))
        .completion()
        .await(60, SECONDS);

    await().atMost(MERGE_TIMEOUT).ignoreExceptions().until(() -> ask(asking).pushed());
  }

  @Test
  void keepsTheMapEntriesOfALostMember() throws Exception {
    joinTwo();
    var first = members.get(0);
    var second = members.get(1);
    for (var i = 0; i < 50; i++) {
      map(first, "outbox").put("event" + i, "kept").await(60, SECONDS);
    }

    first.vertx().close().await(60, SECONDS);
    members.remove(first);

    for (var i = 0; i < 50; i++) {
      assertThat(map(second, "outbox").get("event" + i).await(60, SECONDS)).isEqualTo("kept");
    }
  }

  @Test
  void letsOneMemberClaimAKeyUntilItExpires() throws Exception {
    joinTwo();
    var first = map(members.get(0), "marks");
    var second = map(members.get(1), "marks");

    assertThat(first.putIfAbsent("m1", "in-flight", 5_000).await(60, SECONDS)).isNull();
    assertThat(second.putIfAbsent("m1", "in-flight", 5_000).await(60, SECONDS))
        .isEqualTo("in-flight");

    await()
        .atMost(MERGE_TIMEOUT)
        .untilAsserted(
            () -> assertThat(second.putIfAbsent("m1", "again", 500).await(60, SECONDS)).isNull());
  }

  @Test
  void releasesALockWhenItsHolderIsLost() throws Exception {
    joinTwo();
    var holder = members.get(0);
    var waiting = members.get(1);
    holder.vertx().sharedData().getLockWithTimeout("outbox", 60_000).await(60, SECONDS);

    var taken = waiting.vertx().sharedData().getLockWithTimeout("outbox", 60_000);
    holder.vertx().close().await(60, SECONDS);
    members.remove(holder);

    await().atMost(MERGE_TIMEOUT).until(taken::isComplete);
    assertThat(taken.succeeded()).isTrue();
  }

  @Test
  void registersLostConsumersAndAddressesAgain() throws Exception {
    var asking = join();
    var serving = join();
    Contracts.DELIVER_EVENT
        .serve(
            serving.vertx().eventBus(), it -> Future.succeededFuture(new DeliveryAcceptance(true)))
        .completion()
        .await(60, SECONDS);
    await().atMost(MERGE_TIMEOUT).ignoreExceptions().until(() -> ask(asking).pushed());

    // The state after a split: the registry of consumers without this one.
    var manager = ((VertxInternal) asking.vertx()).clusterManager();
    var listed = Promise.<List<RegistrationInfo>>promise();
    manager.getRegistrations("notifier.deliver", listed);
    for (var info : listed.future().await(60, SECONDS)) {
      var removed = Promise.<Void>promise();
      manager.removeRegistration("notifier.deliver", info, removed);
      removed.future().await(60, SECONDS);
    }

    await().atMost(MERGE_TIMEOUT).ignoreExceptions().until(() -> ask(asking).pushed());
  }

  /** Vert.x's manager holds its lock for seconds while it removes members that left. */
  @Test
  void keepsTheNodeIdWhileTheNodeListIsCleared() throws Exception {
    var manager = ((VertxInternal) join().vertx()).clusterManager();
    synchronized (manager) {
      var nodeInfo = CompletableFuture.supplyAsync(manager::getNodeInfo);

      assertThat(nodeInfo.get(60, SECONDS)).isNotNull();
    }
  }

  /** Processes, since members that start in one JVM at the same moment share one name. */
  @Test
  void joinsAllProcessesThatStartTogether() throws Exception {
    for (var i = 0; i < 3; i++) {
      processes.add(
          new JavaProcess(
              List.of(), AnsweringMember.class.getName(), Map.of(), String.valueOf(port)));
    }
    var member = join();

    await()
        .atMost(MERGE_TIMEOUT)
        .untilAsserted(
            () ->
                assertThat(member.cluster().size())
                    .as(() -> "members, beside " + errorsOfProcesses())
                    .isEqualTo(4));
  }

  private List<String> errorsOfProcesses() {
    return processes.stream().flatMap(it -> it.errors().stream()).toList();
  }

  private static DeliveryAcceptance ask(ClusteredVertx asking) throws Exception {
    return Contracts.DELIVER_EVENT.ask(asking.vertx().eventBus(), event()).await(60, SECONDS);
  }

  @Test
  void admitsMembersWithCertificatesOfOneAuthority(@TempDir Path folder) throws Exception {
    var certificates = BusCertificatesTest.make(folder);
    var first = join(Optional.of(certificates));
    var second = join(Optional.of(certificates));

    await()
        .atMost(MERGE_TIMEOUT)
        .untilAsserted(() -> assertThat(first.cluster().size()).isEqualTo(2));
    assertThat(Path.of(System.getProperty("java.io.tmpdir")).toFile().list())
        .as("the private key is written nowhere")
        .noneMatch(it -> it.startsWith("streamviewer-bus"));
    Contracts.DELIVER_EVENT
        .serve(
            second.vertx().eventBus(), it -> Future.succeededFuture(new DeliveryAcceptance(true)))
        .completion()
        .await(60, SECONDS);
    await().atMost(MERGE_TIMEOUT).ignoreExceptions().until(() -> ask(first).pushed());
  }

  @Test
  void refusesMembersWithoutTheRightCertificate(@TempDir Path trusted, @TempDir Path untrusted)
      throws Exception {
    var member = join(Optional.of(BusCertificatesTest.make(trusted)));

    var withoutTls = join(Optional.empty());
    var withOtherCa = join(Optional.of(BusCertificatesTest.make(untrusted)));

    assertThat(withoutTls.cluster().size()).isEqualTo(1);
    assertThat(withOtherCa.cluster().size()).isEqualTo(1);
    assertThat(member.cluster().size()).isEqualTo(1);
  }

  /** The authority changes too, so a member with the old certificates would stay alone. */
  @Test
  void usesRenewedCertificatesWithoutARestart(@TempDir Path folder) throws Exception {
    var certificates = Optional.of(BusCertificatesTest.make(folder));
    var first = join(certificates);
    var second = join(certificates);
    assertThat(first.cluster().certificatesEnd())
        .hasValueSatisfying(it -> assertThat(it).isAfter(Instant.now()));
    Contracts.DELIVER_EVENT
        .serve(
            second.vertx().eventBus(), it -> Future.succeededFuture(new DeliveryAcceptance(true)))
        .completion()
        .await(60, SECONDS);

    try (var log = new CapturedLog(ClusteredVertx.class)) {
      BusCertificatesTest.make(folder);
      await()
          .atMost(MERGE_TIMEOUT)
          .until(
              () ->
                  log.lines().stream().filter(it -> it.contains("were renewed, until")).count()
                      == 2);
    }

    var third = join(certificates);
    await()
        .atMost(MERGE_TIMEOUT)
        .untilAsserted(() -> assertThat(members).allMatch(member -> member.cluster().size() == 3));
    await().atMost(MERGE_TIMEOUT).ignoreExceptions().until(() -> ask(third).pushed());
    await().atMost(MERGE_TIMEOUT).ignoreExceptions().until(() -> ask(first).pushed());
  }

  /** Starts two members, and waits until each keeps copies of the entries of the other. */
  private void joinTwo() throws Exception {
    join();
    join();
    await()
        .atMost(MERGE_TIMEOUT)
        .until(() -> members.stream().allMatch(it -> it.cluster().keepsCopies(SharedMaps.OUTBOX)));
  }

  private ClusteredVertx join() throws Exception {
    return join(Optional.empty());
  }

  private ClusteredVertx join(Optional<Path> tls) throws Exception {
    var config = new ClusterConfig(Mode.LOCAL, "", "127.0.0.1", port, tls);
    var member = ClusteredVertx.start(config).await(60, SECONDS);
    Contracts.register(member.vertx().eventBus());
    members.add(member);
    return member;
  }

  private static AsyncMap<String, String> map(ClusteredVertx member, String name) throws Exception {
    return member.vertx().sharedData().<String, String>getAsyncMap(name).await(60, SECONDS);
  }

  private static StreamEvent event() {
    return new StreamEvent(
        "m1",
        "channel.raid",
        Instant.EPOCH,
        new Streamer("1", "tfue", "Tfue"),
        "Raided",
        new JsonObject());
  }
}

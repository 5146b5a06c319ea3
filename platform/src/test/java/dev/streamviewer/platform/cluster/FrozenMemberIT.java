package dev.streamviewer.platform.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.cluster.ClusterConfig.Mode;
import dev.streamviewer.testing.FreePorts;
import dev.streamviewer.testing.JavaProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A frozen member must not block the others. Two members write to the shared maps, as notifiers do
 * at 1,000 events a second about 1,000 streamers, while the third is stopped. Unread data would use
 * up JGroups' credits within seconds, and the writers must not wait for credits on their event
 * loops.
 */
class FrozenMemberIT {
  private static final int EVENTS_PER_SECOND_EACH = 500;
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** Far below the eight seconds of failure detection. */
  private static final Duration MAX_GAP = Duration.ofSeconds(3);

  /** A port for each run, since a member that failed to leave would join the next. */
  private final int port = FreePorts.cluster();

  private final IdleLoopTime time = new IdleLoopTime();
  private final List<ClusteredVertx> members = new ArrayList<>();
  private final List<MapWriter> writers = new ArrayList<>();
  private JavaProcess third;

  @BeforeEach
  void start() throws Exception {
    for (var i = 0; i < 2; i++) {
      members.add(ClusteredVertx.start(config(port)).await(60, SECONDS));
    }
    third =
        new JavaProcess(
            List.of("-Xmx256m"), AnsweringMember.class.getName(), Map.of(), String.valueOf(port));
    awaitMembers(3);
    for (var member : members) {
      var writer = new MapWriter(EVENTS_PER_SECOND_EACH, time);
      member.vertx().deployVerticle(writer).await(60, SECONDS);
      writers.add(writer);
    }
  }

  @AfterEach
  void stop() throws Exception {
    if (third != null) {
      third.close();
    }
    for (var member : members) {
      member.vertx().close().await(40, SECONDS);
    }
    time.close();
  }

  @Test
  void delaysNoOtherEventLoopAndRejoins() throws Exception {
    awaitWritten(1_500);
    writers.forEach(MapWriter::measureAnew);

    third.freeze();
    awaitWritten(500);
    awaitMembers(2);
    awaitWritten(500);
    assertThat(writers).allSatisfy(it -> assertThat(it.maxGap()).isLessThan(MAX_GAP));

    third.thaw();
    awaitMembers(3);
    await().atMost(TIMEOUT).ignoreExceptions().until(this::thirdAnswers);
    await().atMost(TIMEOUT).until(this::writesSucceed);
    assertThat(writers).allSatisfy(it -> assertThat(it.maxGap()).isLessThan(MAX_GAP));
  }

  static ClusterConfig config(int port) {
    return new ClusterConfig(Mode.LOCAL, "", "127.0.0.1", port, Optional.empty());
  }

  private void awaitMembers(int count) {
    await()
        .atMost(TIMEOUT)
        .until(() -> members.stream().allMatch(it -> it.cluster().size() == count));
  }

  /** Waits until each writer has written this many more. */
  private void awaitWritten(int more) {
    var before = writers.stream().map(MapWriter::written).toList();
    await()
        .atMost(TIMEOUT)
        .until(
            () -> {
              for (var i = 0; i < before.size(); i++) {
                if (writers.get(i).written() < before.get(i) + more) {
                  return false;
                }
              }
              return true;
            });
  }

  private boolean thirdAnswers() throws Exception {
    var asking = members.get(0).vertx().eventBus();
    return "hello"
        .equals(asking.request(AnsweringMember.ADDRESS, "hello").await(60, SECONDS).body());
  }

  private int failed() {
    return writers.stream().mapToInt(MapWriter::failed).sum();
  }

  private boolean writesSucceed() {
    var before = failed();
    awaitWritten(500);
    return failed() == before;
  }
}

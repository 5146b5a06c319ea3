package dev.streamviewer.platform.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.cluster.ClusterConfig.Mode;
import dev.streamviewer.testing.FreePorts;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.shareddata.AsyncMap;
import java.io.InvalidClassException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects that one member can make another deserialize. */
class DeserializationFilterIT {
  private static final Duration MERGE_TIMEOUT = Duration.ofSeconds(60);

  /** A port for each test, since a member that failed to leave would join the next test. */
  private final ClusterConfig config =
      new ClusterConfig(Mode.LOCAL, "", "127.0.0.1", FreePorts.cluster(), Optional.empty());

  private final List<ClusteredVertx> members = new ArrayList<>();

  @BeforeEach
  void join() throws Exception {
    for (var i = 0; i < 2; i++) {
      members.add(ClusteredVertx.start(config).await(60, SECONDS));
    }
    // On a busy machine the second member may not find the first immediately; each then forms a
    // separate cluster.
    await()
        .atMost(MERGE_TIMEOUT)
        .until(() -> members.stream().allMatch(it -> it.cluster().size() == 2));
  }

  @AfterEach
  void leave() throws Exception {
    for (var member : members) {
      member.vertx().close().await(40, SECONDS);
    }
  }

  @Test
  void acceptsTextsAndBytesInEachMap() throws Exception {
    for (var map : SharedMaps.NAMES) {
      assertTextsAndBytesPass(map);
    }
  }

  private void assertTextsAndBytesPass(String map) throws Exception {
    var text = "t".repeat(100_000);
    var bytes = Buffer.buffer(new byte[100_000]);

    this.<String>open(0, map).put("text", text).await(60, SECONDS);
    this.<Buffer>open(0, map).put("bytes", bytes).await(60, SECONDS);

    assertThat(this.<String>open(1, map).get("text").await(60, SECONDS)).isEqualTo(text);
    assertThat(this.<Buffer>open(1, map).get("bytes").await(60, SECONDS)).isEqualTo(bytes);
    assertThat(this.<String>open(1, map).putIfAbsent("text", "other").await(60, SECONDS))
        .isEqualTo(text);
  }

  @Test
  void refusesObjectsOfOtherClasses() throws Exception {
    this.<Foreign>open(0, SharedMaps.OUTBOX).put("foreign", new Foreign()).await(60, SECONDS);

    assertThatThrownBy(() -> open(1, SharedMaps.OUTBOX).get("foreign").await(60, SECONDS))
        .hasRootCauseInstanceOf(InvalidClassException.class)
        .hasStackTraceContaining("REJECTED");
    assertThat(Foreign.made).isFalse();
  }

  private <V> AsyncMap<String, V> open(int member, String map) throws Exception {
    return members.get(member).vertx().sharedData().<String, V>getAsyncMap(map).await(60, SECONDS);
  }

  /** Runs code during deserialization, as the gadget classes of such attacks do. */
  static final class Foreign implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final AtomicBoolean made = new AtomicBoolean();

    @SuppressWarnings("unused")
    private void readObject(ObjectInputStream in) {
      made.set(true);
    }
  }
}

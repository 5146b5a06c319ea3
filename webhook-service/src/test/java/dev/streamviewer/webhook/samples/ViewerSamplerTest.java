package dev.streamviewer.webhook.samples;

import static dev.streamviewer.testing.Await.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.async.RoundGuard;
import dev.streamviewer.platform.cluster.LeaderLease;
import dev.streamviewer.platform.contract.streamer.StreamState;
import dev.streamviewer.platform.contract.streamer.ViewerSamples.Sample;
import dev.streamviewer.testing.TestClock;
import dev.streamviewer.webhook.TestTimers;
import dev.streamviewer.webhook.samples.ViewerSampler.Sources;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ViewerSamplerTest {
  private final TestClock clock = new TestClock(Instant.parse("2026-11-23T20:00:30Z"));
  private final Set<String> watched = new TreeSet<>();
  private final Map<String, Integer> viewers = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private Vertx vertx;
  private Context context;
  private AsyncMap<String, String> map;
  private AsyncMap<String, String> leases;
  private TestTimers timers;

  /** A process of the cluster. */
  private final class Process {
    private final ViewerHistory history = new ViewerHistory(clock);
    private final RoundGuard guard =
        new RoundGuard(vertx, "samples", Duration.ofSeconds(30), new SimpleMeterRegistry());
    private final ViewerSampler sampler =
        new ViewerSampler(
            vertx,
            new LeaderLease(leases, "samples", timers),
            guard,
            new Sources(() -> watched, ViewerSamplerTest.this::live),
            new ViewerSampleStore(map),
            history,
            clock);

    private void round() {
      on(() -> guard.run(sampler::sample));
    }

    private List<Integer> viewersOf(String id) {
      return history.of(id).stream().map(Sample::viewers).toList();
    }
  }

  @BeforeEach
  void start(Vertx vertx) {
    this.vertx = vertx;
    context = vertx.getOrCreateContext();
    timers = new TestTimers(vertx);
    map = value(vertx.sharedData().getAsyncMap("samples"));
    leases = value(vertx.sharedData().getAsyncMap("leases"));
  }

  @Test
  void samplesWatchedLiveStreamsEachMinute() {
    var process = new Process();
    watched.addAll(Set.of("1", "2"));
    viewers.put("1", 100);
    process.round();
    clock.advance(Duration.ofMinutes(1));
    viewers.put("1", 140);
    viewers.put("2", 7);
    process.round();

    assertThat(process.history.of("1"))
        .containsExactly(
            new Sample(Instant.parse("2026-11-23T20:00:00Z"), 100),
            new Sample(Instant.parse("2026-11-23T20:01:00Z"), 140));
    assertThat(process.viewersOf("2")).containsExactly(7);
    assertThat(process.viewersOf("3")).isEmpty();
  }

  @Test
  void leavesAGapWhileAStreamIsOffline() {
    var process = new Process();
    watched.add("1");
    for (var count : new Integer[] {5, null, null, 6}) {
      viewers.put("1", count);
      process.round();
      clock.advance(Duration.ofMinutes(1));
    }

    assertThat(process.history.of("1"))
        .extracting(it -> it.at().toString().substring(11, 16))
        .containsExactly("20:00", "20:03");
  }

  @Test
  void samplesOnceForTheWholeCluster() {
    var first = new Process();
    var second = new Process();
    watched.add("1");
    viewers.put("1", 5);
    for (var minute = 0; minute < 3; minute++) {
      for (var process : List.of(first, second)) {
        // The other process has left the lease.
        value(leases.clear());
        process.round();
      }
      clock.advance(Duration.ofMinutes(1));
    }

    assertThat(asked).hasSize(3);
    assertThat(second.viewersOf("1")).isEqualTo(first.viewersOf("1")).hasSize(3);
  }

  @Test
  void leavesTheNextMinuteToAnotherProcessWhenItStops() {
    var first = new Process();
    var second = new Process();
    watched.add("1");
    viewers.put("1", 5);
    first.round();
    second.round();

    on(first.sampler::stop);
    clock.advance(Duration.ofMinutes(1));
    second.round();

    assertThat(second.viewersOf("1")).hasSize(2);
  }

  @Test
  void asksOnceForAMinuteWithoutLiveStreams() {
    var first = new Process();
    var second = new Process();
    watched.add("1");

    first.round();
    value(leases.clear());
    second.round();

    assertThat(asked).hasSize(1);
  }

  @Test
  void keepsTheNumberOfLiveStreamsUntilTheNextMinuteIsWritten() {
    var leader = new Process();
    var follower = new Process();
    watched.add("1");
    viewers.put("1", 5);
    leader.round();
    follower.round();
    leader.round();
    for (var minute = 0; minute < 3; minute++) {
      clock.advance(Duration.ofMinutes(1));
      follower.round();
      assertThat(follower.sampler.live()).as("before the leader has written").isEqualTo(1);
      leader.round();
    }

    viewers.clear();
    clock.advance(Duration.ofMinutes(1));
    leader.round();
    follower.round();

    assertThat(follower.sampler.live()).isZero();
  }

  @Test
  void knowsSamplesFromBeforeItsStart() {
    var first = new Process();
    watched.add("1");
    for (var count = 0; count < 5; count++) {
      viewers.put("1", count);
      first.round();
      clock.advance(Duration.ofMinutes(1));
    }

    var restarted = new Process();
    restarted.round();

    assertThat(restarted.viewersOf("1")).startsWith(0, 1, 2, 3, 4);
  }

  @Test
  void forgetsSamplesAfterTwelveHours() {
    var process = new Process();
    watched.add("1");
    viewers.put("1", 5);
    process.round();
    clock.advance(Duration.ofHours(12));

    assertThat(process.viewersOf("1")).isEmpty();
    viewers.clear();
    viewers.put("2", 1);
    watched.add("2");
    process.round();
    assertThat(process.history.size()).isEqualTo(1);
  }

  @Test
  void samplesAThousandStreamersAtMost() {
    var process = new Process();
    IntStream.range(0, 1_200).forEach(i -> watched.add("" + i));
    watched.forEach(id -> viewers.put(id, 1));
    process.round();
    assertThat(process.history.size()).isEqualTo(1_000);
    var sampled = watched.stream().filter(process.history::contains).toList();

    clock.advance(Duration.ofMinutes(1));
    process.round();

    assertThat(asked).hasSize(2_000);
    assertThat(sampled).allSatisfy(id -> assertThat(process.viewersOf(id)).hasSize(2));
  }

  @Test
  void keepsOtherSamplesWhenALookupFails() {
    var process = new Process();
    watched.addAll(Set.of("1", "failing"));
    viewers.put("1", 5);

    process.round();

    assertThat(process.viewersOf("1")).containsExactly(5);
  }

  @Test
  void keepsTheNumberOfLiveStreamsWhileTwitchAnswersNothing() {
    var process = new Process();
    watched.add("1");
    viewers.put("1", 5);
    process.round();

    clock.advance(Duration.ofMinutes(1));
    watched.clear();
    watched.add("failing");
    process.round();

    assertThat(process.sampler.live()).isEqualTo(1);
    assertThat(value(map.size())).as("written minutes").isEqualTo(1);
  }

  @Test
  void writesOneEntryAMinute() {
    var process = new Process();
    IntStream.range(0, 500).forEach(i -> watched.add("60978" + i));
    watched.forEach(id -> viewers.put(id, 123_456));
    process.round();

    assertThat(value(map.size())).isEqualTo(1);
    assertThat(value(map.values()).get(0).length()).isLessThan(500 * 20);
  }

  @Test
  void ignoresEntriesThatMakeNoSense() {
    var process = new Process();
    var minute = ViewerSeries.minuteOf(clock.instant());
    value(map.put("" + minute, "1=5,=,x=3,2=99999999999,3=-1,4=6"));

    process.round();

    assertThat(process.viewersOf("1")).containsExactly(5);
    assertThat(process.viewersOf("4")).containsExactly(6);
    assertThat(process.history.size()).isLessThanOrEqualTo(3);
    assertThat(asked).as("the minute is written").isEmpty();
  }

  private Future<Optional<StreamState>> live(String id) {
    asked.add(id);
    return id.equals("failing")
        ? Future.failedFuture("Twitch is down")
        : Future.succeededFuture(
            Optional.ofNullable(viewers.get(id))
                .map(count -> new StreamState(true, "", "", count, clock.instant())));
  }

  private <T> T on(Supplier<Future<T>> work) {
    var promise = Promise.<T>promise();
    context.runOnContext(go -> work.get().onComplete(promise));
    return value(promise.future());
  }
}

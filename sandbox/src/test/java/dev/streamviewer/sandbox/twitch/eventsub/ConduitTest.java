package dev.streamviewer.sandbox.twitch.eventsub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Webhook;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConduitTest {
  private final Conduit conduit = new Conduit("id", 4, Instant.EPOCH);

  @Test
  void spreadsChannelsOverAllShards() {
    enable(0, 1, 2, 3);

    var counts =
        IntStream.range(70_000, 71_000)
            .mapToObj(channel -> conduit.route(Integer.toString(channel)).orElseThrow().number())
            .collect(Collectors.groupingBy(number -> number, Collectors.counting()));

    assertThat(counts.values()).hasSize(4).allMatch(count -> count > 150);
  }

  @Test
  void keepsTheShardOfAChannel() {
    enable(0, 1, 2, 3);

    assertThat(conduit.route("60978448")).isEqualTo(conduit.route("60978448"));
  }

  @Test
  void failsOverToOneOtherShard() {
    enable(0, 1, 2, 3);
    var first = conduit.route("60978448").orElseThrow().number();
    disable(first);
    var second = conduit.route("60978448").orElseThrow().number();
    disable(second);

    assertThat(second).isNotEqualTo(first);
    assertThat(conduit.route("60978448")).isEmpty();
  }

  @Test
  void removesTheLastShardsWhenResized() {
    enable(0, 1, 2, 3);

    conduit.resize(2, Instant.EPOCH);

    assertThat(conduit.shards()).extracting(ConduitShard::number).containsExactly(0, 1);
    assertThat(conduit.hasRoomFor(2)).isFalse();
  }

  @Test
  void isDownOnceAllShardsAreDown() {
    enable(0, 1);
    var later = Instant.EPOCH.plusSeconds(10);

    disable(0);
    assertThat(conduit.hasBeenDownSince(later)).isFalse();
    conduit.put(new ConduitShard(1, "websocket_disconnected", callback()), later);

    assertThat(conduit.hasBeenDownSince(later)).isTrue();
    assertThat(conduit.hasBeenDownSince(later.minusSeconds(1))).isFalse();
  }

  private void enable(int... numbers) {
    for (var number : numbers) {
      conduit.put(
          new ConduitShard(number, EventSubSubscription.ENABLED, callback()), Instant.EPOCH);
    }
  }

  private void disable(int number) {
    conduit.put(
        new ConduitShard(number, EventSubSubscription.FAILURES_EXCEEDED, callback()),
        Instant.EPOCH);
  }

  private static Webhook callback() {
    return new Webhook("http://localhost/callback", "a-secret-of-the-test");
  }
}

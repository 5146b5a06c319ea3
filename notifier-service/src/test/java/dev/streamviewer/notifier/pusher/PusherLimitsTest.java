package dev.streamviewer.notifier.pusher;

import static dev.streamviewer.notifier.TestEvents.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.notifier.delivery.SinkResponse;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PusherLimitsTest {
  private static final PublishedEvent SMALL = event("tfue", "channel.raid", "{}");
  private static final PublishedEvent LARGEST =
      event("tfue", "channel.raid", "日".repeat(3_413) + "x");
  private static final PublishedEvent TOO_LARGE = event("tfue", "channel.raid", "日".repeat(3_414));

  @ParameterizedTest
  @ValueSource(ints = {400, 413})
  void doubtsThatEventsWithinTheLimitsAreUnacceptable(int status) {
    var response = new SinkResponse(status, "no");

    assertThat(PusherLimits.judge(response, List.of(SMALL, LARGEST))).isEqualTo(response.doubted());
  }

  @ParameterizedTest
  @CsvSource({"'日本', a", "'', a", "'a b', a", "tfue, ''", "tfue, pusher:x"})
  void believesThatAMalformedEventIsUnacceptable(String channel, String name) {
    assertIsBelieved(400, event(channel, name, "{}"));
  }

  @Test
  void believesThatALargeEventIsUnacceptable() {
    assertIsBelieved(413, TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 401, 403, 429, 500})
  void leavesOtherResponsesAlone(int status) {
    assertIsBelieved(status, SMALL);
  }

  @Test
  void allowsEventsOfStreamers() {
    assertThat(PusherLimits.allow(encoded("a", "tfue"))).isTrue();
    assertThat(PusherLimits.allow(encoded("a", "tfue", "channel.follow"))).isTrue();
    assertThat(PusherLimits.allow(encoded("a", "日本"))).isFalse();
    assertThat(PusherLimits.allow(encoded("a", "tfue\r\nX: y"))).isFalse();
    assertThat(PusherLimits.allow(encoded("a", "tfue", ""))).isFalse();
  }

  private static void assertIsBelieved(int status, PublishedEvent event) {
    var response = new SinkResponse(status, "no");

    assertThat(PusherLimits.judge(response, List.of(SMALL, event))).isEqualTo(response);
  }

  private static PublishedEvent event(String channel, String name, String data) {
    return new PublishedEvent(channel, name, Buffer.buffer(data));
  }
}

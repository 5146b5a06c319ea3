package dev.streamviewer.platform.contract.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.platform.record.RecordJson;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StreamEventTest {
  private static final Instant AT = Instant.parse("2026-11-23T20:00:00Z");

  @Test
  void isTheSameUnderTheSameIdAtAnyTime() {
    assertThat(event("m1", "k1", Duration.ZERO).isSameAs(event("m1", "k2", Duration.ofDays(1))))
        .isTrue();
  }

  @Test
  void isTheSameUnderTheSameKeyWithinAQuarterOfAnHour() {
    var event = event("m1", "k", Duration.ZERO);

    assertThat(event.isSameAs(event("m2", "k", Duration.ofMinutes(14)))).isTrue();
    assertThat(event.isSameAs(event("m2", "k", Duration.ofMinutes(-14)))).isTrue();
    assertThat(event.isSameAs(event("m2", "k", Duration.ofMinutes(15)))).isFalse();
    assertThat(event.isSameAs(event("m2", "k", Duration.ofMinutes(-15)))).isFalse();
    assertThat(event.isSameAs(event("m2", "m2", Duration.ZERO))).isFalse();
  }

  @Test
  void carriesItsKeyInJson() {
    var event = event("m1", "k", Duration.ZERO);

    assertThat(RecordJson.decode(RecordJson.encode(event), StreamEvent.class)).isEqualTo(event);
    assertThat(new String(RecordJson.encode(event), UTF_8)).contains("\"key\":\"k\"");
  }

  @Test
  void takesTheIdAsTheKeyOfAnOlderVersion() {
    var json =
        new JsonObject(new String(RecordJson.encode(event("m1", "k", Duration.ZERO)), UTF_8));
    json.remove("key");

    var event = RecordJson.decode(json.toBuffer().getBytes(), StreamEvent.class);

    assertThat(event.key()).isEqualTo("m1");
  }

  private static StreamEvent event(String id, String key, Duration later) {
    var streamer = new Streamer("1", "tfue", "Tfue");
    return new StreamEvent(
        id, "channel.raid", AT.plus(later), streamer, "", new JsonObject(), null, key);
  }
}

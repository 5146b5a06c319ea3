package dev.streamviewer.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.auth.Viewer;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamerRoutesTest {
  private static final Viewer ADA = new Viewer("42", "ada", "Ada", "", Set.of());

  @Test
  void showsPrivateEventsToTheirStreamer() {
    var recent = new RecentEvents(List.of(event("channel.follow", "42")), true);

    assertThat(StreamerRoutes.visible(recent, ADA, null)).isEqualTo(recent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"channel.follow", "channel.unknown", "", "revocation"})
  void hidesPrivateEventsOfOtherIds(String type) {
    var recent = new RecentEvents(List.of(event(type, "43"), event("stream.online", "43")), false);

    assertThat(StreamerRoutes.visible(recent, ADA, null))
        .isEqualTo(new RecentEvents(List.of(event("stream.online", "43")), false));
  }

  private static StreamEvent event(String type, String streamerId) {
    var streamer = new Streamer(streamerId, "ada", "Ada");
    return new StreamEvent("m", type, Instant.EPOCH, streamer, "Now", new JsonObject());
  }
}

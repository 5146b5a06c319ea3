package dev.streamviewer.sandbox.pusher.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PublishRequestTest {
  private final JsonObject body =
      new JsonObject().put("name", "stream.online").put("channel", "tfue").put("data", "{}");

  @Test
  void acceptsAListOrOneChannel() {
    assertThat(PublishRequest.single(body).channels()).containsExactly(new ChannelName("tfue"));

    body.put("channels", new JsonArray().add("a").add("b"));
    assertThat(PublishRequest.single(body).channels()).hasSize(2);
  }

  @Test
  void limitsDataByBytes() {
    assertThat(PublishRequest.single(body.put("data", "é".repeat(5_120))).data()).hasSize(5_120);

    body.put("data", "é".repeat(5_121));
    assertRefused(413, "10240 bytes");
  }

  @Test
  void refusesDataThatIsNotAString() {
    body.put("data", new JsonObject());

    assertRefused(400, "data must be a string");
  }

  @Test
  void refusesNoChannelAndOver100Channels() {
    body.put("channels", new JsonArray());
    assertRefused(400, "1 to 100");

    body.put("channels", new JsonArray(IntStream.range(0, 101).mapToObj(i -> "c" + i).toList()));
    assertRefused(400, "1 to 100");
  }

  @Test
  void refusesInvalidChannelNames() {
    body.put("channel", String.join("", Collections.nCopies(165, "a")));
    assertRefused(400, "Invalid channel name");

    body.put("channel", "two words");
    assertRefused(400, "Invalid channel name");
  }

  @Test
  void refusesLongAndReservedEventNames() {
    body.put("name", "n".repeat(201));
    assertRefused(400, "1 to 200");

    body.put("name", "pusher:error");
    assertRefused(400, "reserved");
  }

  @Test
  void refusesAMalformedSocketId() {
    body.put("socket_id", "1234");

    assertRefused(400, "socket_id");
  }

  private void assertRefused(int status, String reason) {
    assertThatThrownBy(() -> PublishRequest.single(body))
        .isInstanceOfSatisfying(ApiError.class, r -> assertThat(r.status()).isEqualTo(status))
        .hasMessageContaining(reason);
  }
}

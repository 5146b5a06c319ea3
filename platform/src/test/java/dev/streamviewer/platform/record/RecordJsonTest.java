package dev.streamviewer.platform.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class RecordJsonTest {
  private record Message(JsonObject body) {}

  @Test
  void writesUtf8WithoutEscapes() {
    var message = new Message(new JsonObject().put("text", "ü日\uD83D\uDE02"));

    var json = RecordJson.encode(message);

    assertThat(new String(json, UTF_8)).isEqualTo("{\"body\":{\"text\":\"ü日\uD83D\uDE02\"}}");
    assertThat(RecordJson.decode(json, Message.class)).isEqualTo(message);
  }

  @Test
  void escapesHalfOfASurrogatePair() {
    var message = new Message(new JsonObject().put("text", "a\uD83Db\uDE02"));

    var json = new String(RecordJson.encode(message), UTF_8);

    assertThat(json).isEqualTo("{\"body\":{\"text\":\"a\\uD83Db\\uDE02\"}}");
  }
}

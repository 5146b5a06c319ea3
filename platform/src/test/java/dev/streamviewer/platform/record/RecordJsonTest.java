package dev.streamviewer.platform.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordJsonTest {
  private record Message(JsonObject body) {}

  private record Nested(JsonObject object, JsonArray array) {}

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

  @Test
  void writesNestedJsonLikeVertx() {
    var array =
        new JsonArray()
            .add(new JsonObject().put("empty", new JsonObject()).putNull("none"))
            .add(new JsonArray().add(List.of(1, 2.5)).add(true))
            .add(Map.of("bytes", new byte[] {1, 2}))
            .addNull();
    var object =
        new JsonObject()
            .put("list", array)
            .put("at", Instant.parse("2026-11-23T20:00:00.120Z"))
            .put("number", 12345678901L);

    var json = RecordJson.encode(new Nested(object, array));

    assertThat(new String(json, UTF_8))
        .isEqualTo(new JsonObject().put("object", object).put("array", array).encode());
  }
}

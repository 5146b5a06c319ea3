package dev.streamviewer.notifier.pusher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerBatchTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "\"",
        "\\",
        "\\\\\"\"",
        "{\"text\":\"a \\\"quote\\\" and a \\\\\"}",
        "ü 日本 \uD83D\uDE02 \u2028",
        "tab\tand\r\nline",
        "\u007f/"
      })
  void keepsAnyText(String text) {
    assertThat(read(text, text, text))
        .isEqualTo(new JsonObject().put("channel", text).put("name", text).put("data", text));
  }

  @Test
  void escapesEveryControlCharacter() {
    var all = IntStream.range(0, 256).mapToObj(Character::toString).collect(Collectors.joining());

    assertThat(read("a", "b", all).getString("data")).isEqualTo(all);
  }

  @Test
  void listsEventsInOrder() {
    var events = List.of(event("a", "x", "1"), event("b", "y", "2"), event("c", "z", "3"));

    assertThat(batch(events).stream().map(it -> ((JsonObject) it).getString("channel")))
        .containsExactly("a", "b", "c");
  }

  @Test
  void growsForTextOfNothingButQuotes() {
    var quotes = "\"".repeat(10_240);

    assertThat(read("a", "b", quotes).getString("data")).isEqualTo(quotes);
  }

  private static JsonObject read(String channel, String name, String data) {
    return batch(List.of(event(channel, name, data))).getJsonObject(0);
  }

  private static JsonArray batch(List<PublishedEvent> events) {
    return TriggerBatch.json(events).toJsonObject().getJsonArray("batch");
  }

  private static PublishedEvent event(String channel, String name, String data) {
    return new PublishedEvent(channel, name, Buffer.buffer(data));
  }
}

package dev.streamviewer.webhook.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.testing.TestClock;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChannelMemoryTest {
  private static final String TFUE = "60978448";

  private final ChannelMemory memory = new ChannelMemory(Optional.empty(), new TestClock());

  @Test
  void doesNotKnowWhatTheFirstUpdateChanged() {
    assertThat(changed("1", body("Hi", "Chess"))).isNull();
  }

  @Test
  void tellsWhatChanged() {
    update("1", TFUE, body("Hi", "Chess"));

    assertThat(changed("2", body("Hi", "Art"))).isEqualTo(new JsonArray().add("category"));
    assertThat(changed("3", body("Ho", "Chess")))
        .isEqualTo(new JsonArray().add("title").add("category"));
  }

  @Test
  void tellsLabelsApartFromTheTitle() {
    update("1", TFUE, body("Hi", "Chess"));

    var labels =
        body("Hi", "Chess").put("content_classification_labels", new JsonArray().add("Gambling"));

    assertThat(changed("2", labels)).isEqualTo(new JsonArray().add("labels"));
  }

  @Test
  void isSilentAboutAnEqualState() {
    update("1", TFUE, body("Hi", "Chess"));

    assertThat(changed("2", body("Hi", "Chess"))).isEmpty();
  }

  @Test
  void tellsThatTheCategoryWasRemoved() {
    update("1", TFUE, body("Hi", "Chess"));

    assertThat(changed("2", body("Hi", ""))).isEqualTo(new JsonArray().add("category"));
  }

  @Test
  void keepsWhatAnUpdateDoesNotTell() {
    update("1", TFUE, body("Hi", "Chess"));

    assertThat(changed("2", new JsonObject().put("title", "Hi"))).isEmpty();
  }

  /** A message whose delivery failed comes again and must not pass for a repeated state. */
  @Test
  void tellsARedeliveredMessageAgain() {
    update("1", TFUE, body("Hi", "Chess"));
    update("2", TFUE, body("Ho", "Chess"));

    assertThat(changed("2", body("Ho", "Chess"))).isEqualTo(new JsonArray().add("title"));
  }

  @Test
  void tellsChannelsApart() {
    update("1", TFUE, body("Hi", "Chess"));

    assertThat(update("2", "503254", body("Hi", "Chess")).containsKey("changed")).isFalse();
  }

  private JsonArray changed(String message, JsonObject body) {
    return update(message, TFUE, body).getJsonArray("changed");
  }

  private JsonObject update(String message, String streamer, JsonObject body) {
    var fact = FactReaders.read("channel.update", streamer, body);
    return memory.compare(message, streamer, body, fact).result();
  }

  private static JsonObject body(String title, String category) {
    return new JsonObject()
        .put("title", title)
        .put("category_name", category)
        .put("language", "en")
        .put("content_classification_labels", new JsonArray());
  }
}

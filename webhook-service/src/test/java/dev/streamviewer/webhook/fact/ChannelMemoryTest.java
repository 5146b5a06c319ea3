package dev.streamviewer.webhook.fact;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.testing.TestClock;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ChannelMemoryTest {
  private static final String TFUE = "60978448";

  private Instant now = Instant.parse("2026-11-28T20:00:00Z");
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

  /** The equal state of another message must not hide that the first delivery failed. */
  @Test
  void tellsARedeliveredMessageAfterAnEqualState() {
    update("1", TFUE, body("Hi", "Chess"));
    update("2", TFUE, body("Ho", "Chess"));
    update("3", TFUE, body("Ho", "Chess"));

    assertThat(changed("2", body("Ho", "Chess"))).isEqualTo(new JsonArray().add("title"));
  }

  @Test
  void doesNotCompareALateUpdate() {
    update("2", TFUE, body("Ho", "Chess"));
    now = now.minusSeconds(60);

    assertThat(changed("1", body("Hi", "Chess"))).isNull();

    now = now.plusSeconds(120);
    assertThat(changed("3", body("Ho", "Chess"))).isEmpty();
  }

  /** Streamers often return to a category; another process may have seen what came between. */
  @Test
  void sharesTheMemoryOfTheCluster(Vertx vertx) throws Exception {
    AsyncMap<String, String> map =
        vertx.sharedData().<String, String>getLocalAsyncMap("channels").await(5, SECONDS);
    var here = new ChannelMemory(Optional.of(map), new TestClock());
    var there = new ChannelMemory(Optional.of(map), new TestClock());

    update(here, "1", TFUE, body("Hi", "Chess"));
    update(there, "2", TFUE, body("Hi", "Art"));

    assertThat(update(here, "3", TFUE, body("Hi", "Chess")).getJsonArray("changed"))
        .isEqualTo(new JsonArray().add("category"));
  }

  private JsonArray changed(String message, JsonObject body) {
    return update(message, TFUE, body).getJsonArray("changed");
  }

  private JsonObject update(String message, String streamer, JsonObject body) {
    return update(memory, message, streamer, body);
  }

  private JsonObject update(
      ChannelMemory memory, String message, String streamer, JsonObject body) {
    var fact = FactReaders.read("channel.update", streamer, body);
    try {
      return memory.compare(message, now, streamer, body, fact).await(5, SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static JsonObject body(String title, String category) {
    return new JsonObject()
        .put("title", title)
        .put("category_name", category)
        .put("language", "en")
        .put("content_classification_labels", new JsonArray());
  }
}

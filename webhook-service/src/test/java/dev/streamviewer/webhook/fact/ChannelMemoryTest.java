package dev.streamviewer.webhook.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.webhook.ChannelUpdate;
import dev.streamviewer.platform.contract.webhook.ChannelUpdates;
import dev.streamviewer.testing.TestClock;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelMemoryTest {
  private static final String TFUE = "60978448";

  private Instant now = Instant.parse("2026-11-28T20:00:00Z");
  private final ChannelMemory memory = new ChannelMemory(update -> {}, new TestClock());
  private final List<ChannelUpdate> told = new ArrayList<>();

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
  void namesTheLabelsThatWereAddedAndRemoved() {
    update("1", TFUE, labelled("Gambling", "MatureGame"));

    var facts = update("2", TFUE, labelled("MatureGame", "SexualThemes", "SexualThemes"));

    assertThat(facts.getJsonArray("labelsAdded")).containsExactly("SexualThemes");
    assertThat(facts.getJsonArray("labelsRemoved")).containsExactly("Gambling");
  }

  @Test
  void ignoresTheOrderAndCopiesOfLabels() {
    update("1", TFUE, labelled("Gambling", "MatureGame"));

    assertThat(changed("2", labelled("MatureGame", "Gambling", "Gambling"))).isEmpty();
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
  void comparesWithAnUpdateThatAnotherProcessReceived() {
    var here = shared();
    var there = shared();

    update(here, "1", TFUE, body("Hi", "Chess"));
    tell(there, "here", 1);
    update(there, "2", TFUE, body("Hi", "Art"));
    tell(here, "there", 1);

    assertThat(update(here, "3", TFUE, body("Hi", "Chess")).getJsonArray("changed"))
        .isEqualTo(new JsonArray().add("category"));
  }

  @Test
  void tellsAMessageAgainThatAnotherProcessReceivedFirst() {
    var here = shared();
    update(here, "1", TFUE, body("Hi", "Chess"));
    tell(memory, "here", 1);
    update(here, "2", TFUE, body("Ho", "Chess"));
    tell(memory, "here", 2);

    assertThat(changed("2", body("Ho", "Chess"))).isEqualTo(new JsonArray().add("title"));
  }

  @Test
  void doesNotTellOthersAboutAnEqualState() {
    var here = shared();
    update(here, "1", TFUE, body("Hi", "Chess"));
    update(here, "2", TFUE, body("Hi", "Chess"));

    assertThat(told).extracting(ChannelUpdate::messageId).containsExactly("1");
  }

  @Test
  void learnsNoUpdateOlderThanItsOwn() {
    var here = shared();
    update(here, "1", TFUE, body("Hi", "Chess"));
    now = now.plusSeconds(60);
    update("2", TFUE, body("Ho", "Chess"));
    tell(memory, "here", 1);

    assertThat(changed("3", body("Ho", "Chess"))).isEmpty();
  }

  /** With a lost update, a change could pass for an equal state and be hidden. */
  @Test
  void forgetsAllStatesWhenUpdatesWereLost() {
    var here = shared();
    update(here, "1", TFUE, body("Hi", "Chess"));
    tell(memory, "here", 1);
    update(here, "2", TFUE, body("Hi", "Art"));
    told.clear();
    update(here, "3", "503254", body("Hi", "Chess"));
    tell(memory, "here", 3);

    assertThat(changed("4", body("Hi", "Chess"))).isNull();
    assertThat(update("5", "503254", body("Hi", "Chess")).getJsonArray("changed")).isEmpty();
  }

  private ChannelMemory shared() {
    return new ChannelMemory(told::add, new TestClock());
  }

  /** Tells a process of the updates so far; each update is a second later than the last. */
  private void tell(ChannelMemory process, String writer, long number) {
    process.heard(new ChannelUpdates(writer, number, List.copyOf(told)));
    told.clear();
    now = now.plusSeconds(1);
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
    return memory.compare(message, now, streamer, body, fact);
  }

  private static JsonObject body(String title, String category) {
    return new JsonObject()
        .put("title", title)
        .put("category_name", category)
        .put("language", "en")
        .put("content_classification_labels", new JsonArray());
  }

  private static JsonObject labelled(String... labels) {
    return body("Hi", "Chess").put("content_classification_labels", new JsonArray(List.of(labels)));
  }
}

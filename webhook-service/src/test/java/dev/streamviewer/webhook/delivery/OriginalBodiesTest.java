package dev.streamviewer.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.event.FindOriginalBody;
import dev.streamviewer.platform.contract.event.OriginalBody;
import dev.streamviewer.webhook.eventsub.OriginalMessage;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OriginalBodiesTest {
  private static final JsonObject RAID = new JsonObject().put("viewers", 3).putNull("note");
  private static final JsonObject OTHER = new JsonObject().put("viewers", 4);

  private final OriginalBodies elsewhere = alone();
  private final OriginalBodies bodies =
      new OriginalBodies(question -> Future.succeededFuture(elsewhere.findHere(question)));

  @Test
  void findsWhatTwitchSent() {
    bodies.keep("m1", webhook(RAID));

    assertThat(find("m1")).isEqualTo(RAID);
  }

  @Test
  void findsTheBodyOfAnotherProcess() {
    elsewhere.keep("m1", webhook(RAID));

    assertThat(find("m1")).isEqualTo(RAID);
  }

  @Test
  void findsNoBodyOfAnUnknownEvent() {
    assertThat(find("m1")).isNull();
    assertThat(find("m#1#x")).isNull();
    assertThat(find("#")).isNull();
  }

  @Test
  void findsEachEventOfABatch() {
    bodies.keep("m1", batch(RAID, OTHER));

    assertThat(find("m1")).isEqualTo(RAID);
    assertThat(find("m1#1")).isEqualTo(OTHER);
  }

  @Test
  void findsTheBodyForAFurtherLoginOfTheStreamer() {
    bodies.keep("m1", webhook(RAID));
    bodies.keep("m2", batch(RAID, OTHER));

    assertThat(find("m1#1")).isEqualTo(RAID);
    assertThat(find("m2#2")).isNull();
    assertThat(find("m2#-1")).isNull();
  }

  /** Only a reader's question costs the reading. */
  @Test
  void readsAMessageOnlyForAReader() {
    var reads = new AtomicInteger();
    var message =
        new OriginalMessage(
            100,
            () -> {
              reads.incrementAndGet();
              return List.of(RAID);
            });

    bodies.keep("m1", message);
    assertThat(reads).hasValue(0);

    find("m1");
    assertThat(reads).hasValue(1);
  }

  @Test
  void keepsNoVeryLongMessage() {
    bodies.keep("m1", message(OriginalBodies.MAX_LENGTH + 1));

    assertThat(find("m1")).isNull();
  }

  @Test
  void removesTheOldestMessagesWhenTheyTakeTooMuch() {
    var most = OriginalBodies.MAX_BYTES / OriginalBodies.MAX_LENGTH;
    IntStream.rangeClosed(0, most)
        .forEach(i -> bodies.keep("m" + i, message(OriginalBodies.MAX_LENGTH)));

    assertThat(find("m0")).isNull();
    assertThat(find("m1")).isNotNull();
    assertThat(find("m" + most)).isNotNull();
  }

  @Test
  void removesTheOldestMessagesWhenThereAreTooMany() {
    IntStream.rangeClosed(0, OriginalBodies.MAX_MESSAGES)
        .forEach(i -> bodies.keep("m" + i, message(1)));

    assertThat(find("m0")).isNull();
    assertThat(find("m1")).isNotNull();
  }

  @Test
  void countsARepeatedMessageOnce() {
    var most = OriginalBodies.MAX_BYTES / OriginalBodies.MAX_LENGTH;
    bodies.keep("m1", webhook(RAID));
    IntStream.rangeClosed(0, most)
        .forEach(i -> bodies.keep("m2", message(OriginalBodies.MAX_LENGTH)));

    assertThat(find("m1")).isEqualTo(RAID);
  }

  @Test
  void removesTheOldestWebhooksWhenTheyTakeTooMuch() {
    var longBody = new JsonObject().put("text", "x".repeat(OriginalBodies.MAX_LENGTH / 2));
    var most = 2 * OriginalBodies.MAX_BYTES / OriginalBodies.MAX_LENGTH;
    IntStream.rangeClosed(0, most).forEach(i -> bodies.keep("m" + i, webhook(longBody)));

    assertThat(find("m0")).isNull();
    assertThat(find("m" + most)).isEqualTo(longBody);
  }

  private JsonObject find(String id) {
    return bodies.find(new FindOriginalBody("tfue", id)).result().body();
  }

  private static OriginalBodies alone() {
    return new OriginalBodies(question -> Future.succeededFuture(OriginalBody.NONE));
  }

  private static OriginalMessage message(int length) {
    return new OriginalMessage(length, () -> List.of(RAID));
  }

  private static OriginalMessage webhook(JsonObject event) {
    return received(new JsonObject().put("event", event));
  }

  private static OriginalMessage batch(JsonObject... events) {
    return received(new JsonObject().put("events", new JsonArray(List.of(events))));
  }

  private static OriginalMessage received(JsonObject body) {
    var subscription = new JsonObject().put("type", "channel.raid");
    return OriginalMessage.ofWebhook(
        Buffer.buffer(body.put("subscription", subscription).encode()));
  }
}

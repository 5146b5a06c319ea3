package dev.streamviewer.platform.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.platform.batch.BatchMessage;
import dev.streamviewer.platform.batch.BatchMessage.Item;
import dev.streamviewer.platform.batch.BatchMessage.Kind;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.bus.Endpoint;
import dev.streamviewer.platform.bus.Topic;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import dev.streamviewer.platform.contract.webhook.WebhookDeliveryCodec;
import dev.streamviewer.platform.record.UnreadableRecord.Fault;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FormatVersionTest {
  private static final Endpoint<Question, Question> ENDPOINT =
      Endpoint.repeatable("test.ask", Question.class, Question.class, Duration.ofSeconds(1));
  private static final RecordCodec<Question> CODEC = new RecordCodec<>(Question.class);

  private record Question(String text, @OptionalField String more) {}

  @Test
  void refusesAMessageOfANewerVersion() {
    var wire = Buffer.buffer();
    CODEC.encodeToWire(wire, new Question("a", null));
    wire.setByte(0, (byte) 1);

    assertThatThrownBy(() -> CODEC.decodeFromWire(0, wire))
        .isInstanceOf(UnreadableRecord.class)
        .hasMessage(
            "The record Question has version 2, but this release reads versions up to 1: update"
                + " this process");
  }

  @Test
  void refusesACallbackOfANewerVersion() {
    var wire = Buffer.buffer();
    var codec = new WebhookDeliveryCodec();
    codec.encodeToWire(wire, new WebhookDelivery(Map.of("a", List.of("1")), Buffer.buffer("{}")));
    wire.setByte(0, (byte) 1);

    assertThatThrownBy(() -> codec.decodeFromWire(0, wire))
        .isInstanceOfSatisfying(
            UnreadableRecord.class, it -> assertThat(it.fault()).isEqualTo(Fault.NEWER_VERSION));
  }

  @Test
  void refusesAMessageThatEndsTooEarly() {
    var wire = Buffer.buffer().appendInt(100).appendString("{}");

    assertThatThrownBy(() -> CODEC.decodeFromWire(0, wire))
        .isInstanceOf(UnreadableRecord.class)
        .hasMessage("The record Question ends too early");
  }

  @Test
  void refusesAStoredRecordOfANewerVersion() {
    assertThatThrownBy(() -> StoredJson.decode("{\"v\":12,\"text\":\"a\"}", Question.class))
        .isInstanceOf(UnreadableRecord.class)
        .hasMessageContaining("version 12");
  }

  @Test
  void readsAStoredRecordWithAndWithoutAVersion() {
    var question = new Question("a", "b");

    assertThat(StoredJson.encode(question)).startsWith("{\"v\":1,");
    assertThat(StoredJson.decode(StoredJson.encode(question), Question.class)).isEqualTo(question);
    assertThat(StoredJson.decode("{\"text\":\"a\",\"new\":[1]}", Question.class))
        .isEqualTo(new Question("a", null));
  }

  @Test
  void leavesOutStoredRecordsThatCannotBeRead() {
    var stored = List.of("{\"v\":2,\"text\":\"a\"}", "{\"v\":1,\"text\":\"b\"}", "{\"v\":1}", "?");

    assertThat(StoredJson.readable(stored, Question.class))
        .containsExactly(new Question("b", null));
  }

  @Test
  void namesNoValueOfAMalformedRecord() {
    assertThatThrownBy(
            () -> RecordJson.decode("{\"text\":{\"hunter2\":1}}".getBytes(UTF_8), Question.class))
        .isInstanceOf(UnreadableRecord.class)
        .hasNoCause()
        .hasMessageContaining("The record Question cannot be read at text")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void readsABatchAsThisReleaseWritesIt() {
    var hex = "0100000673656e64657200000001000000000000000900000000027b7d";
    var message = BatchMessage.decode(Buffer.buffer(HexFormat.of().parseHex(hex)));

    assertThat(message)
        .isEqualTo(
            new BatchMessage(
                Kind.ASK, "sender", List.of(new Item(9, Item.ANSWERED, Buffer.buffer("{}")))));
    assertThat(message.encode().getBytes()).asHexString().isEqualToIgnoringCase(hex);
  }

  @Test
  void answersAnUnreadableRequestWithAFailure() {
    var failures = new ArrayList<String>();

    ENDPOINT.serve(busWith(unreadable(failures)), question -> Future.succeededFuture(question));

    assertThat(failures)
        .containsExactly(
            Reason.UNAVAILABLE.ordinal()
                + " The test service is being updated just now. Please try again soon.");
  }

  @Test
  void skipsAnUnreadableNotice() {
    var heard = new ArrayList<Question>();

    new Topic<>("test.notice", Question.class)
        .subscribe(busWith(unreadable(new ArrayList<>())), heard::add);

    assertThat(heard).isEmpty();
  }

  /** A message whose body a newer release has written. */
  @SuppressWarnings("unchecked")
  private static Message<Question> unreadable(List<String> failures) {
    return (Message<Question>)
        proxy(
            Message.class,
            (method, arguments) -> {
              if (method.equals("body")) {
                throw UnreadableRecord.newer(Question.class, 2);
              }
              failures.add(arguments[0] + " " + arguments[1]);
              return null;
            });
  }

  /** A bus that brings one message to each consumer. */
  @SuppressWarnings("unchecked")
  private static EventBus busWith(Message<Question> message) {
    return (EventBus)
        proxy(
            EventBus.class,
            (method, arguments) -> {
              ((Handler<Message<Question>>) arguments[1]).handle(message);
              return null;
            });
  }

  private interface Calls {
    Object call(String method, Object[] arguments);
  }

  private static Object proxy(Class<?> type, Calls calls) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (self, method, arguments) -> calls.call(method.getName(), arguments));
  }
}

package dev.streamviewer.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.sandbox.CallbackReceiver;
import dev.streamviewer.sandbox.SubscriptionRequester;
import dev.streamviewer.sandbox.TestSandbox;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sends the orders that were recorded from reports about real channels. */
class RecordedOrdersIT {
  private static final String TFUE = "60978448";

  private final TestSandbox sandbox = TestSandbox.start();
  private final CallbackReceiver receiver = new CallbackReceiver(sandbox.vertx());
  private final SubscriptionRequester subscriber = new SubscriptionRequester(sandbox, receiver);

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void acceptsEveryRecordedOrder() throws Exception {
    subscriber.grantAll("tfue");
    var types =
        orders().filter(RecordedOrdersIT::isEvent).map(it -> it.getString("type")).distinct();
    var count = types.peek(type -> subscriber.subscribe(type, TFUE)).count();
    await().untilAsserted(() -> assertThat(enabled()).isEqualTo(count));

    for (var order : orders().toList()) {
      if (isEvent(order)) {
        assertSent(order);
      } else {
        assertThat(sandbox.post("/sandbox/faults", order).status())
            .as(order.encode())
            .isEqualTo(201);
        sandbox.delete("/sandbox/faults");
      }
    }
  }

  private void assertSent(JsonObject order) {
    var answer = sandbox.post("/sandbox/events", order);

    assertThat(answer.status()).as(order.encode()).isEqualTo(202);
    var sent = receiver.all().get(receiver.all().size() - 1).json().getJsonObject("event");
    var expected = order.getJsonObject("event");
    for (var field : expected.fieldNames()) {
      if (!(expected.getValue(field) instanceof JsonObject)) {
        assertThat(sent.getValue(field)).as(field).isEqualTo(expected.getValue(field));
      }
    }
    assertThat(sent.copy().mergeIn(expected, true)).isEqualTo(sent);
  }

  private static boolean isEvent(JsonObject order) {
    return !order.containsKey("target");
  }

  private long enabled() {
    return sandbox.state().getJsonArray("subscriptions").stream()
        .filter(it -> ((JsonObject) it).getString("status").equals("enabled"))
        .count();
  }

  private static Stream<JsonObject> orders() throws IOException, URISyntaxException {
    var folder = RecordedOrdersIT.class.getResource("/reports").toURI();
    if (!"jar".equals(folder.getScheme())) {
      return readAll(Path.of(folder));
    }
    try (var jar = FileSystems.newFileSystem(folder, Map.of())) {
      return readAll(jar.getPath("/reports"));
    }
  }

  private static Stream<JsonObject> readAll(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.sorted().flatMap(RecordedOrdersIT::read).toList().stream();
    }
  }

  private static Stream<JsonObject> read(Path file) {
    try {
      var content = Json.decodeValue(Buffer.buffer(Files.readAllBytes(file)));
      var orders = content instanceof JsonArray list ? list.stream() : List.of(content).stream();
      return orders.map(JsonObject.class::cast);
    } catch (IOException e) {
      throw new AssertionError(file.toString(), e);
    }
  }
}

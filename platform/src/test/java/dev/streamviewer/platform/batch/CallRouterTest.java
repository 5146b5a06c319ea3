package dev.streamviewer.platform.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.batch.BatchMessage.Item;
import dev.streamviewer.platform.batch.BatchMessage.Kind;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallRouterTest {
  @Test
  void sendsTheRequestsOfOneTurnTogether() {
    var bus = new SimulatedBus("a");

    var answers = Stream.of("x", "y", "z").map(bus::ask).toList();
    bus.runFor(10);

    assertThat(answers).extracting(Future::result).containsExactly("x", "y", "z");
    assertThat(bus.sent).hasSize(1);
  }

  @Test
  void takesServersInTurns() {
    var bus = new SimulatedBus("a", "b");

    for (var i = 0; i < 10; i++) {
      bus.ask("x" + i);
      bus.ask("y" + i);
      bus.runFor(10);
    }

    assertThat(bus.servers.get("a").asked).hasSize(10);
    assertThat(bus.servers.get("b").asked).hasSize(10);
    assertThat(bus.sent).hasSize(10);
  }

  @Test
  void prefersTheSameServerForTheSameText() {
    var bus = new SimulatedBus("a", "b", "c");

    for (var i = 0; i < 300; i++) {
      bus.ask("x" + i, "id" + i % 100);
      bus.runFor(1);
    }
    bus.runFor(10);

    assertThat(bus.servers.values())
        .allSatisfy(
            it -> {
              assertThat(it.asked).hasSizeBetween(45, 165);
              assertThat(it.asked.size() % 3).isZero();
            });
  }

  @Test
  void splitsBatchesByNumberAndBytes() {
    var bus = new SimulatedBus("a");

    var small = IntStream.range(0, 130).mapToObj(i -> bus.ask("x" + i)).toList();
    bus.runFor(10);
    assertThat(bus.sent).extracting(it -> it.items().size()).containsExactly(64, 64, 2);

    bus.sent.clear();
    var large =
        Stream.of(100_000, 100_000, 100_000, 300_000, 10)
            .map(size -> bus.ask("x".repeat(size)))
            .toList();
    bus.runFor(10);

    assertThat(bus.sent).extracting(it -> it.items().size()).containsExactly(2, 1, 1, 1);
    assertThat(small).allMatch(Future::succeeded);
    assertThat(large).allMatch(Future::succeeded);
  }

  @Test
  void failsOneItemAlone() {
    var bus = new SimulatedBus("a");
    bus.servers.get("a").answer =
        text -> {
          if (text.equals("poison")) {
            throw new IllegalStateException("odd");
          }
          return text.equals("busy")
              ? Future.failedFuture(new BusFailure(Reason.BUSY, "Too many."))
              : Future.succeededFuture(text);
        };

    var good = new ArrayList<Future<String>>();
    good.add(bus.ask("first"));
    var poison = bus.ask("poison");
    var busy = bus.ask("busy");
    good.add(bus.ask("last"));
    bus.runFor(10);

    assertThat(good).extracting(Future::result).containsExactly("first", "last");
    assertThat(reason(poison)).isEqualTo(Reason.INTERNAL);
    assertThat(reason(busy)).isEqualTo(Reason.BUSY);
    assertThat(bus.servers.get("a").asked).as("asked once").hasSize(4);
  }

  @Test
  void asksAnotherServerOnceTheFirstHasLeft() {
    var bus = new SimulatedBus("a", "b");
    bus.kill("a");
    bus.kill("b");
    var first = bus.ask("x");
    bus.runFor(10);
    bus.leave(asked(bus));

    bus.runFor(100);

    assertThat(bus.sent(Kind.ASK)).isEqualTo(2);
    assertThat(first.isComplete()).isFalse();
  }

  @Test
  void asksAnotherServerWithinASecondOfADeath() {
    var bus = new SimulatedBus("a", "b");
    bus.kill("a");

    var answers = new ArrayList<Future<String>>();
    for (var i = 0; i < 20; i++) {
      answers.add(bus.ask("x" + i));
      bus.runFor(10);
    }
    bus.runFor(900);

    assertThat(answers).allMatch(Future::succeeded);
    assertThat(bus.servers.get("b").asked).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void asksAnotherServerAtOnceIfAConnectionIsRefused() {
    var bus = new SimulatedBus("a", "b");
    bus.refuse("a");

    var answers = new ArrayList<Future<String>>();
    for (var i = 0; i < 20; i++) {
      answers.add(bus.ask("x" + i));
      bus.runFor(5);
    }

    assertThat(answers).allMatch(Future::succeeded);
    assertThat(bus.servers.get("b").asked).hasSize(20).doesNotHaveDuplicates();
    assertThat(bus.sent(Kind.ASK)).as("one attempt that was refused").isEqualTo(21);
  }

  /** Requests sent just before the death are found by the next message. */
  @Test
  void asksAnotherServerForRequestsThatARefusedConnectionLost() {
    var bus = new SimulatedBus("a", "b");
    bus.kill("a");
    var lost = List.of(bus.ask("x"), bus.ask("y"));
    bus.runFor(10);
    bus.refuse("a");

    askEachTurn(bus, 2);
    bus.runFor(20);

    assertThat(lost).allMatch(Future::succeeded);
  }

  @Test
  void sendsNothingToASuspectButPings() {
    var bus = new SimulatedBus("a", "b");
    bus.servers.get("a").freeze();
    askEachTurn(bus, 4);
    bus.runFor(1_000);
    bus.sent.clear();
    var before = bus.servers.get("a").held.size();

    askEachTurn(bus, 100);
    bus.runFor(2_000);

    assertThat(bus.servers.get("b").asked).hasSize(104);
    assertThat(bus.servers.get("a").held.size() - before).isBetween(5, 20);
    assertThat(bus.sent(Kind.ASK)).isEqualTo(100);
  }

  @Test
  void trustsAServerThatRespondsAgain() {
    var bus = new SimulatedBus("a", "b");
    bus.servers.get("a").freeze();
    askEachTurn(bus, 4);
    bus.runFor(2_000);

    bus.servers.get("a").thaw();
    bus.runFor(600);
    bus.servers.get("a").asked.clear();
    askEachTurn(bus, 10);
    bus.runFor(10);

    assertThat(bus.servers.get("a").asked).hasSize(5);
  }

  /** Pusher is slow, not the server: another attempt elsewhere would only double the load. */
  @Test
  void leavesASlowServerItsRequests() {
    var bus = new SimulatedBus("a", "b");
    bus.servers
        .values()
        .forEach(it -> it.answer = text -> bus.time.pass(Duration.ofSeconds(3)).map(text));

    var answers = IntStream.range(0, 50).mapToObj(i -> bus.ask("x" + i)).toList();
    bus.runFor(3_100);

    assertThat(answers).allMatch(Future::succeeded);
    assertThat(bus.sent(Kind.ASK)).isEqualTo(1);
    assertThat(bus.sent(Kind.PING)).isPositive();
  }

  /** A connection that breaks loses messages on their way, and the server does not notice. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "b"})
  void asksAgainAfterALostMessage(String node) {
    var bus = new SimulatedBus("a", "b");
    bus.servers.get(node).losesNext = true;

    var answers = new ArrayList<Future<String>>();
    for (var i = 0; i < 4; i++) {
      answers.add(bus.ask("x" + i));
      bus.runFor(10);
    }
    bus.runFor(600);

    assertThat(answers).allMatch(Future::succeeded);
  }

  /** On waking, a process finds its requests overdue before it has read the answers. */
  @Test
  void suspectsNoServerAfterItSleptItself() {
    var bus = new SimulatedBus("a", "b");
    var clock = new long[1];
    var sent = new ArrayList<BatchMessage>();
    var answers = new ArrayList<Future<Buffer>>();
    var client =
        new CallRouter(
            "echo",
            "replies",
            Duration.ofSeconds(4),
            roster("a", "b"),
            (address, message) -> sent.add(BatchMessage.decode(message)),
            node -> node,
            Runnable::run,
            () -> clock[0]);
    for (var i = 0; i < 10; i++) {
      var answer = Promise.<Buffer>promise();
      client.ask(Buffer.buffer("x" + i), null, answer);
      answers.add(answer.future());
    }
    sent.clear();

    clock[0] += Duration.ofSeconds(20).toNanos();
    client.sweep();
    client.sweep();

    assertThat(sent).isEmpty();
    assertThat(answers).noneMatch(Future::isComplete);
    assertThat(bus.sent).isEmpty();
  }

  @Test
  void takesTheFirstAnswerAndIgnoresTheOther() {
    var bus = new SimulatedBus("a", "b");
    bus.servers.get("a").freeze();
    bus.servers.get("b").freeze();
    var answer = bus.ask("x");
    bus.runFor(5);
    var first = bus.servers.get(asked(bus));
    bus.servers.values().stream().filter(it -> it != first).forEach(SimulatedBus.Server::thaw);
    bus.runFor(1_000);
    assertThat(answer.result()).isEqualTo("x");

    first.answer = text -> Future.failedFuture(new BusFailure(Reason.UPSTREAM, "Late."));
    first.thaw();
    bus.runFor(100);

    assertThat(answer.result()).isEqualTo("x");
    assertThat(bus.client.isBusy()).isFalse();
  }

  @Test
  void boundsWhatAFrozenServerIsSent() {
    var bus = new SimulatedBus("a");
    bus.servers.get("a").freeze();

    var answers = IntStream.range(0, 3_000).mapToObj(i -> bus.ask("x" + i)).toList();
    bus.runFor(10);

    var refused = answers.stream().filter(Future::failed).toList();
    assertThat(refused).hasSize(1_000);
    assertThat(reason(refused.get(0))).isEqualTo(Reason.BUSY);
    assertThat(answers.get(0).isComplete()).isFalse();
  }

  @Test
  void boundsTheBytesThatAFrozenServerIsSent() {
    var bus = new SimulatedBus("a");
    bus.servers.get("a").freeze();

    var answers = IntStream.range(0, 100).mapToObj(i -> bus.ask("x".repeat(200_000))).toList();

    assertThat(answers.stream().filter(Future::failed).count()).isBetween(70L, 85L);
  }

  @Test
  void failsWithoutAServer() {
    var bus = new SimulatedBus();

    assertThat(reason(bus.ask("x"))).isEqualTo(Reason.UNAVAILABLE);
  }

  @Test
  void failsAtTheDeadline() {
    var bus = new SimulatedBus("a");
    bus.servers.get("a").freeze();
    var answer = bus.ask("x");

    bus.runFor(3_900);
    assertThat(answer.isComplete()).isFalse();
    bus.runFor(300);

    assertThat(reason(answer)).isEqualTo(Reason.TIMEOUT);
  }

  @Test
  void failsAtOnceWhenTheOnlyServerHasLeft() {
    var bus = new SimulatedBus("a");
    bus.kill("a");
    var answer = bus.ask("x");
    bus.runFor(10);

    bus.leave("a");
    bus.runFor(110);

    assertThat(reason(answer)).isEqualTo(Reason.UNAVAILABLE);
  }

  @Test
  void refusesItemsOfAnUnknownVersionOneByOne() {
    var bus = new SimulatedBus("a");
    var answers = new ArrayList<BatchMessage>();
    var server =
        new BatchServer(
            "echo.say",
            "a",
            (from, item) -> Future.succeededFuture(item.content()),
            (address, message) -> answers.add(BatchMessage.decode(message)),
            Runnable::run);

    server.receive(
        new BatchMessage(9, Kind.ASK, "replies", List.of(Item.of(1), Item.of(2))).encode());

    assertThat(answers)
        .flatExtracting(BatchMessage::items)
        .extracting(Item::number, Item::status)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, Reason.UNAVAILABLE.ordinal() + 1),
            org.assertj.core.groups.Tuple.tuple(2L, Reason.UNAVAILABLE.ordinal() + 1));
    assertThat(bus.sent).isEmpty();
  }

  private static void askEachTurn(SimulatedBus bus, int count) {
    for (var i = 0; i < count; i++) {
      bus.ask("x" + i);
      bus.runFor(2);
    }
  }

  /** The server of the only request so far. */
  private static String asked(SimulatedBus bus) {
    return bus.servers.entrySet().stream()
        .filter(it -> !it.getValue().held.isEmpty() || !it.getValue().asked.isEmpty())
        .map(java.util.Map.Entry::getKey)
        .findFirst()
        .orElse("a");
  }

  private static ServerRoster roster(String... nodes) {
    return new ServerRoster() {
      @Override
      public List<String> servers() {
        return List.of(nodes);
      }

      @Override
      public boolean isMember(String node) {
        return true;
      }
    };
  }

  private static Reason reason(Future<?> failed) {
    return failed.cause() instanceof BusFailure failure
        ? failure.reason()
        : ((UnansweredRequest) failed.cause()).reason();
  }
}

package dev.streamviewer.platform.batch;

import dev.streamviewer.platform.batch.BatchMessage.Kind;
import dev.streamviewer.testing.VirtualClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** A client and some servers in virtual time. A message takes a millisecond. */
final class SimulatedBus {
  static final String REPLIES = "replies";

  final VirtualClock time = new VirtualClock(Instant.EPOCH);
  final CallRouter client;
  final Map<String, Server> servers = new TreeMap<>();
  final List<BatchMessage> sent = new ArrayList<>();
  private final Map<String, Consumer<Buffer>> addresses = new LinkedHashMap<>();
  private final Set<String> members = new HashSet<>();
  private final Set<String> refusing = new HashSet<>();

  /** A server that echoes, until a test makes it do something else. */
  final class Server {
    final List<String> asked = new ArrayList<>();
    final List<Buffer> held = new ArrayList<>();
    Function<String, Future<String>> answer = Future::succeededFuture;
    boolean frozen;
    boolean losesNext;
    private final BatchServer batches;

    Server(String node) {
      batches =
          new BatchServer(
              "echo.say",
              node,
              (from, item) -> {
                var text = item.content().toString();
                asked.add(text);
                return answer.apply(text).map(Buffer::buffer);
              },
              SimulatedBus.this::deliver,
              SimulatedBus.this::later);
    }

    void freeze() {
      frozen = true;
    }

    void thaw() {
      frozen = false;
      held.forEach(batches::receive);
      held.clear();
    }

    private void receive(Buffer message) {
      if (losesNext) {
        losesNext = false;
      } else if (frozen) {
        held.add(message);
      } else {
        batches.receive(message);
      }
    }
  }

  SimulatedBus(String... nodes) {
    for (var node : nodes) {
      var server = new Server(node);
      servers.put(node, server);
      members.add(node);
      addresses.put("at " + node, server::receive);
    }
    client =
        new CallRouter(
            "echo",
            REPLIES,
            Duration.ofSeconds(4),
            new ServerRoster() {
              @Override
              public List<String> servers() {
                return List.copyOf(servers.keySet());
              }

              @Override
              public boolean isMember(String node) {
                return members.contains(node);
              }
            },
            this::send,
            node -> "at " + node,
            this::later,
            time::nanoTime);
    addresses.put(REPLIES, client::receive);
    sweepForEver();
  }

  Future<String> ask(String text) {
    return ask(text, null);
  }

  Future<String> ask(String text, String affinity) {
    var answer = Promise.<Buffer>promise();
    client.ask(Buffer.buffer(text), affinity, answer);
    return answer.future().map(Buffer::toString);
  }

  void runFor(long milliseconds) {
    time.runFor(Duration.ofMillis(milliseconds));
  }

  /** The process is gone; messages to it go nowhere. */
  void kill(String node) {
    addresses.remove("at " + node);
  }

  /** The process is gone, and its host refuses connections. */
  void refuse(String node) {
    kill(node);
    refusing.add(node);
  }

  /** The other members notice that it is gone. */
  void leave(String node) {
    members.remove(node);
  }

  long sent(Kind kind) {
    return sent.stream().filter(message -> message.kind() == kind).count();
  }

  private void send(String address, Buffer message) {
    sent.add(BatchMessage.decode(message));
    var node = address.substring("at ".length());
    if (refusing.contains(node)) {
      time.pass(Duration.ofMillis(1)).onSuccess(refused -> client.unreachable(node));
    } else {
      deliver(address, message);
    }
  }

  private void deliver(String address, Buffer message) {
    time.pass(Duration.ofMillis(1))
        .onSuccess(
            arrived -> {
              var receiver = addresses.get(address);
              if (receiver != null) {
                receiver.accept(message);
              }
            });
  }

  private void later(Runnable action) {
    time.pass(Duration.ZERO).onSuccess(turn -> action.run());
  }

  private void sweepForEver() {
    time.pass(Duration.ofMillis(100))
        .onSuccess(
            due -> {
              client.sweep();
              sweepForEver();
            });
  }
}

package dev.streamviewer.platform.batch;

import dev.streamviewer.platform.batch.BatchMessage.Item;
import dev.streamviewer.platform.batch.BatchMessage.Kind;
import dev.streamviewer.platform.bus.ServiceFailures;
import dev.streamviewer.platform.record.FormatVersion;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answering side of a batched address. Each item is decoded, served and answered on its own: a
 * bad one never fails its neighbours. The answers of one turn of the event loop for one client are
 * one message.
 *
 * <p>All calls come from one event loop. Messages come from outside, so that a simulation can drive
 * this class.
 */
public final class BatchServer {
  private static final Logger log = LoggerFactory.getLogger(BatchServer.class);

  private final String address;
  private final String node;
  private final ItemServer server;
  private final BatchLink link;
  private final Executor endOfTurn;
  private final Map<String, Set<Long>> underWay = new HashMap<>();
  private final Map<String, List<Item>> answers = new LinkedHashMap<>();
  private boolean flushScheduled;

  /** Serves one item; may throw. */
  @FunctionalInterface
  public interface ItemServer {
    /**
     * @param from the address of the client
     */
    Future<Buffer> serve(String from, Item item);
  }

  /**
   * @param address the served address, for the log
   * @param node this process
   * @param endOfTurn runs an action after everything that the event loop has to do at this moment
   */
  public BatchServer(
      String address, String node, ItemServer server, BatchLink link, Executor endOfTurn) {
    this.address = address;
    this.node = node;
    this.server = server;
    this.link = link;
    this.endOfTurn = endOfTurn;
  }

  /** Handles a message from a client. */
  public void receive(Buffer bytes) {
    var message = BatchMessage.decode(bytes);
    switch (message.kind()) {
      case ASK -> message.items().forEach(item -> serve(message, item));
      case PING -> respond(message);
      default -> log.debug("A message of kind {} is not for {}", message.kind(), address);
    }
  }

  /** Returns the number of requests without an answer yet. */
  int underWay() {
    return underWay.values().stream().mapToInt(Set::size).sum();
  }

  private void serve(BatchMessage message, Item item) {
    var from = message.from();
    underWay.computeIfAbsent(from, first -> new HashSet<>()).add(item.number());
    Future.<Buffer>future(
            done -> {
              FormatVersion.check(message.version(), BatchMessage.class);
              server.serve(from, item).onComplete(done);
            })
        .onComplete(done -> answer(from, item.number(), done));
  }

  private void answer(String from, long number, AsyncResult<Buffer> done) {
    var ofClient = underWay.get(from);
    ofClient.remove(number);
    if (ofClient.isEmpty()) {
      underWay.remove(from);
    }
    answers.computeIfAbsent(from, first -> new ArrayList<>()).add(toItem(number, done));
    if (!flushScheduled) {
      flushScheduled = true;
      endOfTurn.execute(this::flush);
    }
  }

  private Item toItem(long number, AsyncResult<Buffer> done) {
    if (done.succeeded()) {
      return new Item(number, Item.ANSWERED, done.result());
    }
    var failure = ServiceFailures.ofServer(address, done.cause());
    return new Item(number, failure.reason().ordinal() + 1, Buffer.buffer(failure.getMessage()));
  }

  private void flush() {
    flushScheduled = false;
    var all = List.copyOf(answers.entrySet());
    answers.clear();
    all.forEach(it -> send(it.getKey(), Kind.ANSWER, it.getValue()));
  }

  /** Names the requests that are neither under way nor just answered. */
  private void respond(BatchMessage ping) {
    var known = new HashSet<>(underWay.getOrDefault(ping.from(), Set.of()));
    answers.getOrDefault(ping.from(), List.of()).forEach(answer -> known.add(answer.number()));
    var unknown = ping.items().stream().filter(item -> !known.contains(item.number())).toList();
    if (unknown.isEmpty()) {
      link.send(ping.from(), new BatchMessage(Kind.PONG, node, List.of()).encode());
    } else {
      send(ping.from(), Kind.PONG, unknown);
    }
  }

  private void send(String to, Kind kind, List<Item> items) {
    BatchMessage.split(kind, node, items).forEach(it -> link.send(to, it.encode()));
  }
}

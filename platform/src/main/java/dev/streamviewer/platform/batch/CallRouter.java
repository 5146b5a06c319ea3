package dev.streamviewer.platform.batch;

import dev.streamviewer.platform.async.RunningTime;
import dev.streamviewer.platform.batch.BatchMessage.Item;
import dev.streamviewer.platform.batch.BatchMessage.Kind;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.bus.ServiceFailures;
import dev.streamviewer.platform.record.FormatVersion;
import dev.streamviewer.platform.record.UnreadableRecord;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The asking side of a batched address: what it has for a server at the end of a turn of the event
 * loop is one message. Every request is answered once, whichever server answers first.
 *
 * <p>A server that is slow and a server that is gone look the same at first, so a late answer alone
 * means nothing. A server that owes an answer is pinged. Only if it does not even respond to that,
 * or has left the cluster, or does not know a request, are its requests sent once more, to another.
 *
 * <p>All calls come from one event loop. Time and messages come from outside, so that a simulation
 * can drive this class.
 */
public final class CallRouter {
  private static final Logger log = LoggerFactory.getLogger(CallRouter.class);

  private static final int MAX_ATTEMPTS = 2;

  /** A longer interval between two looks at the clock was a pause of this process. */
  private static final Duration MAX_STEP = Duration.ofMillis(250);

  private final String service;
  private final String replies;
  private final Duration timeout;
  private final ServerRoster roster;
  private final BatchLink link;
  private final LinkAddresses addresses;
  private final Executor endOfTurn;
  private final RunningTime time;
  private final Map<Long, Call> calls = new LinkedHashMap<>();
  private final Map<String, BatchDestination> destinations = new LinkedHashMap<>();
  private long lastNumber;
  private int turn;
  private boolean flushScheduled;

  /** Names the address of a process. */
  @FunctionalInterface
  public interface LinkAddresses {
    String of(String node);
  }

  private static final class Call {
    private final long number;
    private final Buffer content;
    private final String affinity;
    private final long end;
    private final Promise<Buffer> answer;
    private final List<BatchDestination> asked = new ArrayList<>(1);

    private Call(long number, Buffer content, String affinity, long end, Promise<Buffer> answer) {
      this.number = number;
      this.content = content;
      this.affinity = affinity;
      this.end = end;
      this.answer = answer;
    }

    private Item item() {
      return new Item(number, Item.ANSWERED, content);
    }

    private boolean isAtLast(BatchDestination destination) {
      return asked.get(asked.size() - 1) == destination;
    }
  }

  /**
   * @param service the name of the service, for the log
   * @param replies the address of this side
   * @param timeout the time for an answer, another attempt included
   * @param endOfTurn runs an action after everything that the event loop has to do at this moment
   * @param nanoTime as {@link System#nanoTime}
   */
  public CallRouter(
      String service,
      String replies,
      Duration timeout,
      ServerRoster roster,
      BatchLink link,
      LinkAddresses addresses,
      Executor endOfTurn,
      LongSupplier nanoTime) {
    this.service = service;
    this.replies = replies;
    this.timeout = timeout;
    this.roster = roster;
    this.link = link;
    this.addresses = addresses;
    this.endOfTurn = endOfTurn;
    this.time = new RunningTime(nanoTime, MAX_STEP);
  }

  /** Returns whether any server is known. */
  boolean hasServers() {
    return !roster.servers().isEmpty();
  }

  /** Returns the number of the next request. */
  long nextNumber() {
    return lastNumber + 1;
  }

  /** Returns whether anything is unanswered, or a server is suspect; then {@link #sweep} is due. */
  boolean isBusy() {
    return !calls.isEmpty() || !destinations.isEmpty();
  }

  /**
   * Sends a request.
   *
   * @param affinity requests with the same text prefer the same server; null if any will do, and
   *     then those of one turn go to one server
   * @param answer completes with the content of the answer; fails with a {@link BusFailure} of the
   *     server, or {@link UnansweredRequest}
   */
  public void ask(Buffer content, String affinity, Promise<Buffer> answer) {
    var now = time.now();
    var call = new Call(++lastNumber, content, affinity, now + timeout.toNanos(), answer);
    calls.put(call.number, call);
    send(call, now);
  }

  /** Handles a message from a server. */
  public void receive(Buffer bytes) {
    var message = BatchMessage.decode(bytes);
    switch (message.kind()) {
      case ANSWER -> message.items().forEach(item -> answered(message, item));
      case PONG -> pong(message);
      default -> log.debug("A message of kind {} is not for this side", message.kind());
    }
  }

  /**
   * Notes that a message could not be sent to a server: no process listens there, so its requests
   * need not wait until the cluster has noticed.
   */
  public void unreachable(String node) {
    var destination = destinations.get(node);
    if (destination != null && destination.suspect(time.now())) {
      log.warn("{} at {} cannot be reached", service, node);
      sendElsewhere(destination, destination.unanswered());
    }
  }

  /** Ends requests that are overdue, and finds servers that are gone. Called ten times a second. */
  public void sweep() {
    // A ping asks for what was sent, so nothing may wait here.
    flush();
    var now = time.now();
    for (var destination : List.copyOf(destinations.values())) {
      if (!roster.isMember(destination.node())) {
        destinations.remove(destination.node());
        sendElsewhere(destination, destination.unanswered());
      } else {
        ping(destination, now);
      }
    }
    while (!calls.isEmpty() && now - oldest().end >= 0) {
      fail(oldest(), Reason.TIMEOUT);
    }
    destinations.values().removeIf(BatchDestination::isIdle);
  }

  private Call oldest() {
    return calls.values().iterator().next();
  }

  private void ping(BatchDestination destination, long now) {
    if (destination.suspectIfSilent(now)) {
      log.warn("{} at {} does not respond", service, destination.node());
      sendElsewhere(destination, destination.unanswered());
    }
    if (destination.shouldPing(now)) {
      var numbers = destination.unanswered().stream().map(Item::of).toList();
      send(destination, BatchMessage.split(Kind.PING, replies, numbers));
    }
  }

  private void pong(BatchMessage pong) {
    var destination = destinations.get(pong.from());
    if (destination != null) {
      destination.heard();
      var unknown = pong.items().stream().map(Item::number).toList();
      unknown.forEach(destination::answered);
      sendElsewhere(destination, unknown);
    }
  }

  private void answered(BatchMessage message, Item answer) {
    var destination = destinations.get(message.from());
    if (destination != null) {
      destination.answered(answer.number());
    }
    var call = calls.remove(answer.number());
    if (call == null) {
      return;
    }
    try {
      FormatVersion.check(message.version(), BatchMessage.class);
      end(call, answer);
    } catch (UnreadableRecord newer) {
      call.answer.fail(newer);
    }
  }

  private static void end(Call call, Item answer) {
    if (answer.status() == Item.ANSWERED) {
      call.answer.complete(answer.content());
    } else {
      var sentence = answer.content().toString();
      call.answer.fail(new BusFailure(ServiceFailures.reason(answer.status() - 1), sentence));
    }
  }

  private void send(Call call, long now) {
    var destination = choose(call);
    if (destination == null) {
      fail(call, roster.servers().isEmpty() ? Reason.UNAVAILABLE : Reason.BUSY);
      return;
    }
    call.asked.add(destination);
    destination.queue(call.item(), now);
    if (!flushScheduled) {
      flushScheduled = true;
      endOfTurn.execute(this::flush);
    }
  }

  /** Sends the requests of a server that did not answer them to another server, once. */
  private void sendElsewhere(BatchDestination from, Collection<Long> numbers) {
    var now = time.now();
    for (var number : numbers) {
      var call = calls.get(number);
      if (call == null || !call.isAtLast(from)) {
        continue;
      }
      if (call.asked.size() < MAX_ATTEMPTS && choose(call) != null) {
        send(call, now);
      } else if (destinations.get(from.node()) != from) {
        fail(call, Reason.UNAVAILABLE);
      }
    }
  }

  /** Returns a server that was not asked yet; null if there is none, or all are full. */
  private BatchDestination choose(Call call) {
    var candidates =
        roster.servers().stream()
            .filter(roster::isMember)
            .map(node -> destinations.computeIfAbsent(node, BatchDestination::new))
            .filter(destination -> !call.asked.contains(destination) && !destination.isFull())
            .toList();
    var healthy = candidates.stream().filter(it -> !it.isSuspect()).toList();
    // If every server looks dead, the fault is rather here; another attempt would not help.
    return pick(healthy.isEmpty() && call.asked.isEmpty() ? candidates : healthy, call);
  }

  private BatchDestination pick(List<BatchDestination> candidates, Call call) {
    if (candidates.size() <= 1) {
      return candidates.isEmpty() ? null : candidates.get(0);
    }
    if (call.affinity == null) {
      return candidates.get(Math.floorMod(turn, candidates.size()));
    }
    var nodes = candidates.stream().map(BatchDestination::node).toList();
    var chosen = RendezvousHash.choose(nodes, call.affinity).orElseThrow();
    return candidates.get(nodes.indexOf(chosen));
  }

  private void flush() {
    flushScheduled = false;
    turn++;
    for (var destination : List.copyOf(destinations.values())) {
      send(destination, BatchMessage.split(Kind.ASK, replies, destination.takeQueued()));
    }
  }

  private void send(BatchDestination destination, List<BatchMessage> messages) {
    messages.forEach(it -> link.send(addresses.of(destination.node()), it.encode()));
  }

  private void fail(Call call, Reason reason) {
    calls.remove(call.number);
    call.answer.fail(new UnansweredRequest(reason));
  }
}

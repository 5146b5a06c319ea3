package dev.streamviewer.platform.tap;

import dev.streamviewer.platform.bus.RequestFailures;
import dev.streamviewer.platform.tap.CapturedMessage.Step;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.Shareable;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sits on the bus while somebody wants to see messages, and at no other time. It runs on every
 * thread that sends or receives, so it only takes down what passes; one context looks at it later.
 * Whatever goes wrong here, the message goes on.
 */
final class BusInterceptor {
  private static final Logger log = LoggerFactory.getLogger(BusInterceptor.class);

  /** Beyond that the context that looks is too slow, and memory would go to the tap. */
  private static final int MOST_WAITING = 4_096;

  /** Anyone can send callbacks of 256 KB, so counting messages is not enough. */
  private static final int MOST_WAITING_BYTES = 8 * 1024 * 1024;

  private static final String PRESENCE = "presence.";
  private static final String INTERNAL = "__vertx.";

  private final EventBus bus;
  private final RequestFailures failures;
  private final Context context;
  private final Clock clock;
  private final Consumer<CapturedMessage> looker;
  private final Handler<DeliveryContext<Object>> outbound = it -> pass(Step.SENT, it);
  private final Handler<DeliveryContext<Object>> inbound = it -> pass(Step.RECEIVED, it);
  private final RequestFailures.Observer unanswered = this::unanswered;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger waitingBytes = new AtomicInteger();
  private final AtomicInteger missed = new AtomicInteger();
  private volatile List<TapFilter> filters = List.of();

  /**
   * @param context where {@code looker} is called
   */
  BusInterceptor(Context context, Clock clock, Consumer<CapturedMessage> looker) {
    this.bus = context.owner().eventBus();
    this.failures = RequestFailures.of(context.owner());
    this.context = context;
    this.clock = clock;
    this.looker = looker;
  }

  /** Watches for what any of the filters wants; nothing at all if there is none. */
  void look(List<TapFilter> wanted) {
    var idle = filters.isEmpty();
    filters = List.copyOf(wanted);
    if (idle && !wanted.isEmpty()) {
      bus.addOutboundInterceptor(outbound).addInboundInterceptor(inbound);
      failures.add(unanswered);
    } else if (!idle && wanted.isEmpty()) {
      bus.removeOutboundInterceptor(outbound).removeInboundInterceptor(inbound);
      failures.remove(unanswered);
    }
  }

  /** How many messages nobody could look at since this was last asked. */
  int missed() {
    return missed.getAndSet(0);
  }

  private void pass(Step step, DeliveryContext<Object> delivery) {
    try {
      if (wants(delivery.message().address())) {
        take(step, delivery);
      }
    } catch (RuntimeException | LinkageError e) {
      log.debug("A message could not be shown", e);
    } finally {
      delivery.next();
    }
  }

  private boolean wants(String address) {
    if (address.startsWith(CapturedMessage.REPLIES)) {
      return true;
    }
    if (address.startsWith(TapOrder.OWN_ADDRESSES)
        || address.startsWith(PRESENCE)
        || address.startsWith(INTERNAL)) {
      return false;
    }
    for (var filter : filters) {
      if (filter.wants(address)) {
        return true;
      }
    }
    return false;
  }

  private void take(Step step, DeliveryContext<Object> delivery) {
    var message = delivery.message();
    var sent = step == Step.SENT;
    // A message from another process is decoded when its body is first read.
    var body = sent ? delivery.body() : message.body();
    hand(
        new CapturedMessage(
            step,
            clock.instant(),
            System.nanoTime(),
            message.address(),
            message.replyAddress(),
            message.isSend(),
            sent ? System.identityHashCode(body) : 0,
            snapshot(body)));
  }

  private void unanswered(String address, Object question, Throwable failure) {
    if (wants(address)) {
      hand(
          new CapturedMessage(
              Step.UNANSWERED,
              clock.instant(),
              System.nanoTime(),
              address,
              null,
              true,
              System.identityHashCode(question),
              failure));
    }
  }

  /** Records never change; of what can change, a copy is looked at. */
  private static Object snapshot(Object body) {
    return body instanceof JsonObject || body instanceof JsonArray || body instanceof Buffer
        ? ((Shareable) body).copy()
        : body;
  }

  private void hand(CapturedMessage sighting) {
    var bytes = sighting.rawBytes();
    var count = waiting.incrementAndGet();
    var held = waitingBytes.addAndGet(bytes);
    if (count > MOST_WAITING || held > MOST_WAITING_BYTES) {
      release(bytes);
      missed.incrementAndGet();
      return;
    }
    context.runOnContext(
        now -> {
          release(bytes);
          looker.accept(sighting);
        });
  }

  private void release(int bytes) {
    waiting.decrementAndGet();
    waitingBytes.addAndGet(-bytes);
  }
}

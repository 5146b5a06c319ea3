package dev.streamviewer.tap;

import dev.streamviewer.platform.batch.BatchedEndpoint;
import dev.streamviewer.platform.batch.ItemTraffic;
import dev.streamviewer.platform.batch.ItemTraffic.Passage;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.RequestFailures;
import dev.streamviewer.tap.message.CapturedMessage;
import dev.streamviewer.tap.message.CapturedMessage.Step;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
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
 * Captures messages on the bus while a tap is open. Interceptors run on every thread that sends or
 * receives, so they only capture messages; one context processes them later. A message continues
 * even if capturing fails.
 */
final class BusInterceptor {
  private static final Logger log = LoggerFactory.getLogger(BusInterceptor.class);

  /** The limit of pending messages, so that a slow consumer cannot exhaust memory. */
  private static final int MAX_PENDING = 4_096;

  /**
   * The limit of pending bytes: anyone can send callbacks of 256 KB, so counting messages is not
   * enough.
   */
  private static final int MAX_PENDING_BYTES = 8 * 1024 * 1024;

  private static final String PRESENCE = "presence.";
  private static final String INTERNAL = "__vertx.";

  private final EventBus bus;
  private final RequestFailures failures;
  private final ItemTraffic items;
  private final Context context;
  private final Clock clock;
  private final Consumer<CapturedMessage> listener;
  private final Handler<DeliveryContext<Object>> outbound = it -> intercept(Step.SENT, it);
  private final Handler<DeliveryContext<Object>> inbound = it -> intercept(Step.RECEIVED, it);
  private final RequestFailures.Observer onUnanswered = this::onUnanswered;
  private final ItemTraffic.Observer onItem = this::onItem;
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicInteger pendingBytes = new AtomicInteger();
  private final AtomicInteger dropped = new AtomicInteger();
  private volatile List<TapFilter> filters = List.of();

  /**
   * @param context where {@code listener} is called
   */
  BusInterceptor(Context context, Clock clock, Consumer<CapturedMessage> listener) {
    this.bus = context.owner().eventBus();
    this.failures = RequestFailures.of(context.owner());
    this.items = ItemTraffic.of(context.owner());
    this.context = context;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Captures the messages that any of the filters wants; removes the interceptors if there is no
   * filter.
   */
  void watch(List<TapFilter> wanted) {
    var idle = filters.isEmpty();
    filters = List.copyOf(wanted);
    if (idle && !wanted.isEmpty()) {
      bus.addOutboundInterceptor(outbound).addInboundInterceptor(inbound);
      failures.add(onUnanswered);
      items.add(onItem);
    } else if (!idle && wanted.isEmpty()) {
      bus.removeOutboundInterceptor(outbound).removeInboundInterceptor(inbound);
      failures.remove(onUnanswered);
      items.remove(onItem);
    }
  }

  /** The number of messages dropped since the previous call. */
  int dropped() {
    return dropped.getAndSet(0);
  }

  private void intercept(Step step, DeliveryContext<Object> delivery) {
    try {
      if (wants(delivery.message().address())) {
        capture(step, delivery);
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
        || BatchedEndpoint.isBatchAddress(address)
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

  private void capture(Step step, DeliveryContext<Object> delivery) {
    var message = delivery.message();
    var sent = step == Step.SENT;
    // A message from another process is decoded when the body is first read.
    var body = sent ? delivery.body() : message.body();
    enqueue(
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

  private void onUnanswered(String address, Object question, Throwable failure) {
    if (wants(address)) {
      enqueue(
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

  /** Captures an item of a batch, or a direct call, as the message that it stands for. */
  private void onItem(Passage item) {
    try {
      if (wants(item.address())) {
        capture(item);
      }
    } catch (RuntimeException | LinkageError e) {
      log.debug("A request could not be shown", e);
    }
  }

  private void capture(Passage item) {
    var exchange = CapturedMessage.REPLIES + item.exchange();
    enqueue(
        new CapturedMessage(
            item.sent() ? Step.SENT : Step.RECEIVED,
            clock.instant(),
            System.nanoTime(),
            item.answer() ? exchange : item.address(),
            item.answer() ? null : exchange,
            true,
            item.sent() && !item.answer() ? System.identityHashCode(item.body()) : 0,
            item.body() instanceof BusFailure failure ? replyOf(failure) : item.body()));
  }

  private static ReplyException replyOf(BusFailure failure) {
    return new ReplyException(
        ReplyFailure.RECIPIENT_FAILURE, failure.reason().ordinal(), failure.getMessage());
  }

  /** Copies mutable bodies. Records are immutable. */
  private static Object snapshot(Object body) {
    return body instanceof JsonObject || body instanceof JsonArray || body instanceof Buffer
        ? ((Shareable) body).copy()
        : body;
  }

  private void enqueue(CapturedMessage captured) {
    var bytes = captured.rawBytes();
    var count = pending.incrementAndGet();
    var bytesHeld = pendingBytes.addAndGet(bytes);
    if (count > MAX_PENDING || bytesHeld > MAX_PENDING_BYTES) {
      release(bytes);
      dropped.incrementAndGet();
      return;
    }
    context.runOnContext(
        now -> {
          release(bytes);
          listener.accept(captured);
        });
  }

  private void release(int bytes) {
    pending.decrementAndGet();
    pendingBytes.addAndGet(-bytes);
  }
}

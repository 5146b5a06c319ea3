package dev.streamviewer.platform.tap;

import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.tap.CapturedMessage.Step;
import dev.streamviewer.platform.tap.PendingRequests.Conversation;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what passes in this process to the taps that are open, wherever they were opened. It
 * forgets a tap that it hears nothing of, since who opened it may be dead. To be deployed on a
 * worker: taking secrets out of what strangers sent can take long.
 */
public final class TapMember extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(TapMember.class);

  private static final long LOOK_MILLIS = 250;
  private static final int LOOKS_A_SECOND = 4;

  private final String node;
  private final TapLimits limits;
  private final Clock clock;
  private final Map<String, TapSubscriber> taps = new LinkedHashMap<>();
  private final PendingRequests conversations = new PendingRequests();
  private BusInterceptor watch;
  private int looks;

  /**
   * @param node how this process is called in records
   */
  public TapMember(String node, TapLimits limits, Clock clock) {
    this.node = node;
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    watch = new BusInterceptor(context, clock, this::look);
    vertx.setPeriodic(LOOK_MILLIS, timer -> lookAround());
    return vertx.eventBus().consumer(TapOrder.CONTROL, this::obey).completion();
  }

  @Override
  public Future<?> stop() {
    taps.clear();
    watch.look(List.of());
    return Future.succeededFuture();
  }

  private void obey(Message<Buffer> message) {
    var order = TapOrder.read(message.body());
    if (!order.open()) {
      if (taps.remove(order.id()) != null) {
        refresh();
      }
      return;
    }
    var now = System.nanoTime();
    var known = taps.get(order.id());
    if (known != null) {
      known.heard(now);
      return;
    }
    if (taps.size() >= limits.tapsOfAll()) {
      refuse(order.id());
      return;
    }
    log.info("A tap is open: {}", String.join(",", order.filter().addresses()));
    taps.put(
        order.id(), new TapSubscriber(order.id(), order.filter(), limits.recordsPerSecond(), now));
    refresh();
  }

  private void refuse(String id) {
    var reason = "%d taps are open at all processes. Close one.".formatted(taps.size());
    var options = new DeliveryOptions().addHeader(TapOrder.REFUSED, reason);
    vertx.eventBus().send(TapOrder.records(id), Buffer.buffer(), options);
  }

  private void refresh() {
    watch.look(taps.values().stream().map(TapSubscriber::filter).toList());
    if (taps.isEmpty()) {
      conversations.clear();
      log.info("No tap is open any more");
    }
  }

  private void lookAround() {
    if (taps.isEmpty()) {
      return;
    }
    var now = System.nanoTime();
    conversations.forgetOld(now);
    if (taps.values().removeIf(tap -> tap.silence(now) > limits.silence().toNanos())) {
      refresh();
    }
    if (++looks % LOOKS_A_SECOND == 0) {
      var missed = watch.missed();
      taps.values().forEach(tap -> tap.sendLeftOut(vertx.eventBus(), missed));
    }
  }

  private void look(CapturedMessage sighting) {
    try {
      if (sighting.step() == Step.UNANSWERED) {
        lookAtFailure(sighting);
      } else if (sighting.isReply()) {
        conversations.reply(sighting).ifPresent(request -> lookAtReply(sighting, request));
      } else {
        lookAtMessage(sighting);
      }
    } catch (RuntimeException e) {
      log.debug("A message to {} could not be shown", sighting.address(), e);
    }
  }

  private void lookAtMessage(CapturedMessage sighting) {
    var body = new MessageBody(sighting.body());
    var wanting = new ArrayList<TapSubscriber>();
    for (var tap : taps.values()) {
      if (tap.filter().wants(sighting.address()) && concerns(tap, body)) {
        wanting.add(tap);
      }
    }
    var asks = sighting.replyAddress() != null && sighting.send();
    if (asks) {
      var concerned = conversations.begin(sighting).concerned();
      wanting.forEach(tap -> concerned.add(tap.id()));
    }
    var kind = asks ? "request" : sighting.send() ? "send" : "publish";
    show(
        new ObservedMessage(
            sighting.time(), sighting.step(), sighting.address(), kind, null, null, body),
        wanting);
  }

  private void lookAtReply(CapturedMessage reply, Conversation request) {
    var failure = reply.body() instanceof ReplyException it ? it : null;
    var body = new MessageBody(failure == null ? reply.body() : null);
    var latency = request.latency(reply.step(), reply.at());
    var wanting = new ArrayList<TapSubscriber>();
    for (var tap : taps.values()) {
      if (tap.filter().wants(request.address())
          && (request.concerned().contains(tap.id()) || concerns(tap, body))) {
        wanting.add(tap);
      }
    }
    show(
        new ObservedMessage(
            reply.time(),
            reply.step(),
            request.address(),
            "reply",
            latency,
            failure == null ? null : sentence(failure),
            body),
        wanting);
  }

  private void lookAtFailure(CapturedMessage sighting) {
    var failure =
        sighting.body() instanceof ReplyException it ? sentence(it) : Step.UNANSWERED.name();
    conversations
        .fail(sighting)
        .ifPresent(
            request -> {
              var latency = request.latency(Step.RECEIVED, sighting.at());
              showFailure(request, sighting.time(), latency, failure);
            });
  }

  /** Nothing came back on the bus, but the asker is told. */
  private void showFailure(Conversation request, Instant time, Double latency, String failure) {
    var nothing = new MessageBody(null);
    show(
        new ObservedMessage(
            time, Step.RECEIVED, request.address(), "reply", latency, failure, nothing),
        concerned(request.concerned()));
  }

  private List<TapSubscriber> concerned(Set<String> ids) {
    return taps.values().stream().filter(tap -> ids.contains(tap.id())).toList();
  }

  private static boolean concerns(TapSubscriber tap, MessageBody body) {
    return tap.filter().streamer().isEmpty() || body.concerns(tap.filter().streamer());
  }

  private void show(ObservedMessage seen, List<TapSubscriber> wanting) {
    var now = System.nanoTime();
    var passing = wanting.stream().filter(tap -> tap.pass(now)).toList();
    if (passing.isEmpty()) {
      return;
    }
    var line = new RecordLines(seen, node);
    passing.forEach(tap -> tap.send(vertx.eventBus(), line.of(tap.filter().body())));
  }

  private static String sentence(ReplyException failure) {
    if (failure.failureType() != ReplyFailure.RECIPIENT_FAILURE) {
      return failure.failureType().name();
    }
    var reasons = Reason.values();
    var code = failure.failureCode();
    return "%s: %s"
        .formatted(
            code >= 0 && code < reasons.length ? reasons[code] : failure.failureType(),
            failure.getMessage() == null ? "" : Redaction.text(failure.getMessage()));
  }
}

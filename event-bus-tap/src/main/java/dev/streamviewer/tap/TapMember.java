package dev.streamviewer.tap;

import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.outcome.RecentOutcomes;
import dev.streamviewer.tap.OutcomeQuery.Answer;
import dev.streamviewer.tap.message.CapturedMessage;
import dev.streamviewer.tap.message.CapturedMessage.Step;
import dev.streamviewer.tap.message.MessageBody;
import dev.streamviewer.tap.message.ObservedMessage;
import dev.streamviewer.tap.message.PendingRequests;
import dev.streamviewer.tap.message.PendingRequests.PendingRequest;
import dev.streamviewer.tap.message.RecordLines;
import dev.streamviewer.tap.message.SecretRedaction;
import dev.streamviewer.tap.message.TapSubject;
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
 * Sends the messages of this process to all open taps, in whichever process each tap was opened. A
 * tap without announcements is removed, since its process may be dead. Deploy on a worker thread:
 * redacting untrusted input can take long. For the same reason silence is measured in checks, not
 * on a clock: announcements and checks wait in one queue behind the captured messages, so a long
 * backlog delays both alike.
 */
public final class TapMember extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(TapMember.class);

  private static final long CHECK_MILLIS = 250;
  private static final int CHECKS_PER_SECOND = 4;
  private static final int MAX_OUTCOMES = 200;
  private static final String FAILED = "failed";

  private final String node;
  private final TapLimits limits;
  private final Clock clock;
  private final Map<String, TapSubscriber> taps = new LinkedHashMap<>();
  private final PendingRequests pendingRequests = new PendingRequests();
  private BusInterceptor interceptor;
  private int checks;

  /**
   * @param node the name of this process in records
   */
  public TapMember(String node, TapLimits limits, Clock clock) {
    this.node = node;
    this.limits = limits;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    interceptor = new BusInterceptor(context, clock, this::observe);
    vertx.setPeriodic(CHECK_MILLIS, timer -> checkTaps());
    var bus = vertx.eventBus();
    return Future.all(
        bus.consumer(TapOrder.CONTROL, this::handleOrder).completion(),
        bus.consumer(OutcomeQuery.ADDRESS, this::answer).completion());
  }

  @Override
  public Future<?> stop() {
    taps.values().forEach(it -> it.sendMember(vertx.eventBus(), TapOrder.LEAVING, node));
    taps.clear();
    interceptor.watch(List.of());
    return Future.succeededFuture();
  }

  private void handleOrder(Message<Buffer> message) {
    var order = TapOrder.read(message.body());
    if (!order.open()) {
      if (taps.remove(order.id()) != null) {
        refresh();
      }
      return;
    }
    var existing = taps.get(order.id());
    if (existing != null) {
      existing.heard();
      existing.sendMember(vertx.eventBus(), TapOrder.MEMBER, node);
      return;
    }
    if (taps.size() >= limits.tapsOfAll()) {
      refuse(order.id());
      return;
    }
    log.info("Tap opened by {}: {}", order.by(), order.filter());
    var tap =
        new TapSubscriber(order.id(), order.filter(), limits.recordsPerSecond(), System.nanoTime());
    taps.put(order.id(), tap);
    refresh();
    tap.sendMember(vertx.eventBus(), TapOrder.MEMBER, node);
  }

  private void answer(Message<Buffer> message) {
    var question = OutcomeQuery.read(message.body());
    var found = RecentOutcomes.of(vertx).of(question.message());
    var newest = found.subList(Math.max(0, found.size() - MAX_OUTCOMES), found.size());
    vertx
        .eventBus()
        .send(TapOrder.records(question.id()), new Answer(node, List.copyOf(newest)).encode());
  }

  private void refuse(String id) {
    var reason = "%d taps are open in the cluster. Close one.".formatted(taps.size());
    var options = new DeliveryOptions().addHeader(TapOrder.REFUSED, reason);
    vertx.eventBus().send(TapOrder.records(id), Buffer.buffer(), options);
  }

  private void refresh() {
    interceptor.watch(taps.values().stream().map(TapSubscriber::filter).toList());
    if (taps.isEmpty()) {
      pendingRequests.clear();
      log.info("Last tap closed");
    }
  }

  private void checkTaps() {
    if (taps.isEmpty()) {
      return;
    }
    pendingRequests.forgetOld(System.nanoTime());
    var silence = limits.silence().toMillis() / CHECK_MILLIS;
    if (taps.values().removeIf(tap -> tap.checkSilence() > silence)) {
      refresh();
    }
    if (++checks % CHECKS_PER_SECOND == 0) {
      var dropped = interceptor.dropped();
      taps.values().forEach(tap -> tap.sendLeftOut(vertx.eventBus(), dropped));
    }
  }

  private void observe(CapturedMessage captured) {
    try {
      if (captured.step() == Step.UNANSWERED) {
        observeFailure(captured);
      } else if (captured.isReply()) {
        pendingRequests.reply(captured).ifPresent(request -> observeReply(captured, request));
      } else {
        observeMessage(captured);
      }
    } catch (RuntimeException e) {
      log.debug("A message to {} could not be shown", captured.address(), e);
    }
  }

  private void observeMessage(CapturedMessage captured) {
    var body = new MessageBody(captured.body());
    var interested = new ArrayList<TapSubscriber>();
    for (var tap : taps.values()) {
      if (tap.filter().wants(captured.address()) && tap.filter().concerns(body)) {
        interested.add(tap);
      }
    }
    var asks = captured.replyAddress() != null && captured.send();
    var subject = interested.isEmpty() ? TapSubject.NONE : body.subject();
    if (asks) {
      var request = pendingRequests.begin(captured);
      request.setSubject(subject.or(request.subject()));
      interested.forEach(tap -> request.concerned().add(tap.id()));
    }
    var kind = asks ? "request" : captured.send() ? "send" : "publish";
    show(
        new ObservedMessage(
            captured.time(),
            captured.step(),
            captured.address(),
            kind,
            null,
            null,
            null,
            subject,
            body),
        interested);
  }

  private void observeReply(CapturedMessage reply, PendingRequest request) {
    var failure = reply.body() instanceof ReplyException it ? it : null;
    var body = new MessageBody(failure == null ? reply.body() : null);
    var latency = request.latency(reply.step(), reply.at());
    var interested = new ArrayList<TapSubscriber>();
    for (var tap : taps.values()) {
      if (tap.filter().wants(request.address())
          && (request.concerned().contains(tap.id()) || tap.filter().concerns(body))) {
        interested.add(tap);
      }
    }
    show(
        new ObservedMessage(
            reply.time(),
            reply.step(),
            request.address(),
            "reply",
            latency,
            failure == null ? body.outcome() : FAILED,
            failure == null ? body.refusal() : sentence(failure),
            interested.isEmpty() ? TapSubject.NONE : request.subject().or(body.subject()),
            body),
        interested);
  }

  private void observeFailure(CapturedMessage captured) {
    var failure =
        captured.body() instanceof ReplyException it ? sentence(it) : Step.UNANSWERED.name();
    pendingRequests
        .fail(captured)
        .ifPresent(
            request -> {
              var latency = request.latency(Step.RECEIVED, captured.at());
              showFailure(request, captured.time(), latency, failure);
            });
  }

  /** Shows a failed request as a reply: the bus carries none, but the caller gets the failure. */
  private void showFailure(PendingRequest request, Instant time, Double latency, String failure) {
    var nothing = new MessageBody(null);
    show(
        new ObservedMessage(
            time,
            Step.RECEIVED,
            request.address(),
            "reply",
            latency,
            FAILED,
            failure,
            request.subject(),
            nothing),
        concerned(request.concerned()));
  }

  private List<TapSubscriber> concerned(Set<String> ids) {
    return taps.values().stream().filter(tap -> ids.contains(tap.id())).toList();
  }

  private void show(ObservedMessage message, List<TapSubscriber> interested) {
    var now = System.nanoTime();
    var passing = interested.stream().filter(tap -> tap.pass(now)).toList();
    if (passing.isEmpty()) {
      return;
    }
    var line = new RecordLines(message, node);
    passing.forEach(
        tap -> tap.send(vertx.eventBus(), message.time(), line.of(tap.filter().body())));
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
            failure.getMessage() == null ? "" : SecretRedaction.text(failure.getMessage()));
  }
}

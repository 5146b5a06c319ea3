package dev.streamviewer.benchmarks.micro;

import dev.streamviewer.benchmarks.load.SampleRequest;
import dev.streamviewer.notifier.delivery.EncodedEvent;
import dev.streamviewer.notifier.history.LocalHistory;
import dev.streamviewer.notifier.pusher.PusherLimits;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.webhook.CallbackHeaders;
import dev.streamviewer.platform.contract.webhook.RejectedCallback;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import dev.streamviewer.platform.contract.webhook.WebhookDeliveryCodec;
import dev.streamviewer.platform.record.RecordCodec;
import dev.streamviewer.webhook.dedup.DeliveryMarks;
import dev.streamviewer.webhook.dedup.EventKey;
import dev.streamviewer.webhook.dedup.LocalDeliveryMarks;
import dev.streamviewer.webhook.dedup.MarkKey;
import dev.streamviewer.webhook.eventsub.EventSubBody;
import dev.streamviewer.webhook.eventsub.EventSubMessage;
import dev.streamviewer.webhook.eventsub.OriginalMessage;
import dev.streamviewer.webhook.eventsub.RejectedDelivery;
import dev.streamviewer.webhook.eventsub.SignatureVerifier;
import dev.streamviewer.webhook.fact.ChannelMemory;
import dev.streamviewer.webhook.headline.EventStreamers;
import dev.streamviewer.webhook.headline.EventTranslator;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The cost of a message, step by step. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HotPathBenchmark {
  private final WebhookDelivery delivery = SampleRequest.delivery();
  private final SignatureVerifier verifier =
      new SignatureVerifier(List.of(new Secret(SampleRequest.SECRET)));
  private final EventTranslator translator =
      new EventTranslator(
          new EventStreamers(id -> Future.succeededFuture(Optional.empty()), id -> List.of()),
          new ChannelMemory(update -> {}, Clock.systemUTC()),
          (id, original) -> {},
          moderator -> false);
  private final LocalDeliveryMarks marks = new LocalDeliveryMarks(100_000, Clock.systemUTC());
  private final WebhookDeliveryCodec deliveries = new WebhookDeliveryCodec();
  private final RecordCodec<StreamEvent> events = new RecordCodec<>(StreamEvent.class);
  private final LocalHistory history = new LocalHistory();
  private EventSubMessage message;
  private StreamEvent event;
  private EncodedEvent encoded;
  private long number;

  /** Creates the inputs of the steps. */
  @Setup
  public void prepare() throws RejectedDelivery {
    message = EventSubMessage.of(delivery);
    event = translate();
    encoded = EncodedEvent.of(event);
    if (!verifier.verify(message)) {
      throw new IllegalStateException("The signature of the sample request is invalid");
    }
  }

  /** Checks the headers of a callback before its body is read. */
  @Benchmark
  public boolean checkHeaders() throws RejectedCallback {
    CallbackHeaders.check(delivery.headers(), message.at());
    return true;
  }

  /** Parses the headers of a callback, with the timestamp. */
  @Benchmark
  public Object headers() throws RejectedDelivery {
    return EventSubMessage.of(delivery);
  }

  /** Computes the HMAC-SHA256 over id, timestamp and body, and compares. */
  @Benchmark
  public boolean signature() {
    return verifier.verify(message);
  }

  /** Translates the raw body to an event with a headline. */
  @Benchmark
  public StreamEvent translate() throws RejectedDelivery {
    var body = EventSubBody.parse(message.body());
    var original = OriginalMessage.ofWebhook(message.body());
    return translator
        .notification(message.id(), message.at(), body, original)
        .result()
        .get(0)
        .event();
  }

  /** Computes the event key, the second key for duplicates. */
  @Benchmark
  public Object eventKey() {
    return EventKey.of(event, event.details());
  }

  /** Marks a new message as claimed and delivered, with up to 100,000 other marks present. */
  @Benchmark
  public Object markNew() {
    var key = MarkKey.of("message-" + number++);
    var claim = marks.claim(key, DeliveryMarks.ANY_TIME);
    marks.confirm(key, DeliveryMarks.ANY_TIME);
    return claim;
  }

  /** Claims a message that was delivered before. */
  @Benchmark
  public Object markDuplicate() {
    var key = MarkKey.of("known");
    marks.confirm(key, DeliveryMarks.ANY_TIME);
    return marks.claim(key, DeliveryMarks.ANY_TIME);
  }

  /** Encodes an event for Pusher and the recent events. */
  @Benchmark
  public EncodedEvent encodeEvent() {
    return EncodedEvent.of(event);
  }

  /** Compares an event with Pusher's limits. */
  @Benchmark
  public boolean limits() {
    return PusherLimits.allow(encoded);
  }

  /** Stores a new event among the fifty recent ones of its streamer, before and after delivery. */
  @Benchmark
  public LocalHistory recentEvents() {
    var added =
        new StreamEvent(
            "event-" + number++,
            event.type(),
            event.at(),
            event.streamer(),
            event.headline(),
            event.details());
    var json = new EncodedEvent(added, encoded.json());
    history.begun(json);
    history.accepted(json);
    return history;
  }

  /** Encodes and decodes a callback for another process. */
  @Benchmark
  public WebhookDelivery callbackCodec() {
    var wire = Buffer.buffer();
    deliveries.encodeToWire(wire, delivery);
    return deliveries.decodeFromWire(0, wire);
  }

  /** Encodes and decodes an event for another process. */
  @Benchmark
  public StreamEvent eventCodec() {
    var wire = Buffer.buffer();
    events.encodeToWire(wire, event);
    return events.decodeFromWire(0, wire);
  }
}

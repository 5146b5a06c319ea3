package dev.streamviewer.webhook.chat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Metrics of chat sessions, without the owners' identities. */
final class ChatMeters {
  private static final String MOVED = "moved";

  private final MeterRegistry meters;
  private final AtomicInteger sessions = new AtomicInteger();
  private final AtomicInteger subscriptions = new AtomicInteger();

  ChatMeters(MeterRegistry meters) {
    this.meters = meters;
    Gauge.builder("sev_webhook_chat_sessions", sessions, AtomicInteger::get)
        .description("Sessions at EventSub's WebSocket server, one for each chat token owner")
        .register(meters);
    Gauge.builder("sev_webhook_chat_subscriptions", subscriptions, AtomicInteger::get)
        .description("Streamers whose chat is read")
        .register(meters);
    // Register every reason at the start, so that alerts can tell zero from missing.
    reconnects(MOVED);
    Stream.of(CloseReason.values()).map(ChatMeters::reason).forEach(this::reconnects);
  }

  /** Updates the gauges. */
  void update(int sessions, int subscriptions) {
    this.sessions.set(sessions);
    this.subscriptions.set(subscriptions);
  }

  /** Counts a completed reconnect that Twitch requested. */
  void moved() {
    reconnects(MOVED).increment();
  }

  void lost(CloseReason why) {
    reconnects(reason(why)).increment();
  }

  private Counter reconnects(String reason) {
    return Counter.builder("sev_webhook_chat_reconnects")
        .description("Replaced connections to EventSub's WebSocket server by reason")
        .tag("reason", reason)
        .register(meters);
  }

  private static String reason(CloseReason why) {
    return why.name().toLowerCase(Locale.ROOT);
  }
}

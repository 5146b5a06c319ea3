package dev.streamviewer.webhook.chat;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.streamer.ChatTokenOwner;
import dev.streamviewer.platform.retry.Backoff;
import dev.streamviewer.webhook.chat.SubscribeResult.Result;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides who lends for whom: one session a viewer, one viewer a streamer. Whatever goes wrong, the
 * streamer is free again and goes to the next lender, or to the same one after a pause.
 */
final class ChatSessionPool implements ChatSession.Listener {
  private static final Logger log = LoggerFactory.getLogger(ChatSessionPool.class);

  static final int MOST = 5_000;

  /** So many connections at the same time, after a takeover, would be a storm. */
  private static final int MOST_OPENING = 200;

  private static final String TWITCH = "Twitch";
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LONG = Duration.ofMinutes(30);

  private final ChatTokenOwners lenders;
  private final BiFunction<ChatTokenOwner, ChatSession.Listener, ChatSession> opener;
  private final Consumer<EventSubFrame> notices;
  private final Consumer<Secret> refusedLender;
  private final Runnable changed;
  private final Backoff pauses;
  private final ChatMeters meters;
  private final Map<Secret, ChatSession> sessions = new LinkedHashMap<>();
  private final Map<String, ChatSession> readers = new HashMap<>();
  private int mayOpen;

  /**
   * @param opener makes a session of a lender, not yet opened
   * @param refusedLender is told whose consent is gone
   * @param changed is told that there is something to settle
   */
  ChatSessionPool(
      ChatTokenOwners lenders,
      BiFunction<ChatTokenOwner, ChatSession.Listener, ChatSession> opener,
      Consumer<EventSubFrame> notices,
      Consumer<Secret> refusedLender,
      Runnable changed,
      Backoff pauses,
      ChatMeters meters) {
    this.lenders = lenders;
    this.opener = opener;
    this.notices = notices;
    this.refusedLender = refusedLender;
    this.changed = changed;
    this.pauses = pauses;
    this.meters = meters;
  }

  /** Gives every streamer a lender who has none, and takes them from those who left. */
  void settle() {
    Map.copyOf(readers)
        .forEach(
            (streamerId, session) -> {
              if (!lenders.lends(session.lender().viewerId(), streamerId)) {
                readers.remove(streamerId);
                session.remove(streamerId);
              }
            });
    List.copyOf(sessions.values()).stream().filter(ChatSession::isEmpty).forEach(this::end);
    mayOpen =
        MOST_OPENING - (int) sessions.values().stream().filter(it -> !it.isWelcomed()).count();
    var unread = new HashSet<>(lenders.streamers());
    unread.removeAll(readers.keySet());
    unread.forEach(this::assign);
    count();
  }

  /** Makes sure that all who lend still do. */
  void check() {
    List.copyOf(sessions.values()).forEach(ChatSession::check);
  }

  /** Somebody signed out on one device; what they watch on another goes on with that. */
  void gone(Secret lender) {
    List.copyOf(sessions.values()).stream()
        .filter(it -> it.lender().lender().equals(lender))
        .forEach(this::end);
  }

  /** Another process has taken over, or this one ends. */
  void closeAll() {
    List.copyOf(sessions.values()).forEach(this::end);
    count();
  }

  boolean isIdle() {
    return sessions.isEmpty();
  }

  private void count() {
    meters.now(sessions.size(), sessions.values().stream().mapToInt(ChatSession::size).sum());
  }

  @Override
  public void notice(EventSubFrame frame) {
    notices.accept(frame);
  }

  @Override
  public void moved() {
    meters.moved();
  }

  @Override
  public void lost(ChatSession session, CloseReason why) {
    meters.lost(why);
    pauses.failed(session.lender().viewerId(), MOMENT, MINUTE);
    if (why == CloseReason.REFUSED) {
      pauses.failed(TWITCH, MOMENT, MINUTE);
    }
    end(session);
    changed.run();
  }

  /** Whoever loses a session that was good does not wait as long as one who never had any. */
  @Override
  public void reads(ChatSession session) {
    pauses.forget(session.lender().viewerId());
    pauses.forget(TWITCH);
  }

  @Override
  public void refused(ChatSession session, String streamerId, Result why) {
    readers.remove(streamerId, session);
    var viewerId = session.lender().viewerId();
    switch (why) {
      case LIMIT -> pauses.failed(limit(viewerId), MINUTE, LONG);
      case FORBIDDEN -> pauses.failed(pair(viewerId, streamerId), MINUTE, LONG);
      default -> pauses.failed(pair(viewerId, streamerId), MOMENT, MINUTE);
    }
    changed.run();
  }

  @Override
  public void ended(ChatSession session, Result why) {
    if (why == Result.LENDER_GONE) {
      log.info("A lender of chat is gone");
      refusedLender.accept(session.lender().lender());
    } else {
      pauses.failed(session.lender().viewerId(), MOMENT, MINUTE);
    }
    end(session);
    changed.run();
  }

  private void assign(String streamerId) {
    chosen(streamerId)
        .ifPresent(
            session -> {
              readers.put(streamerId, session);
              session.add(streamerId);
            });
  }

  /** Whoever has a session already comes first, since each is one connection more. */
  private Optional<ChatSession> chosen(String streamerId) {
    var able =
        lenders.of(streamerId).stream()
            .filter(it -> pauses.allows(it.viewerId()))
            .filter(it -> pauses.allows(limit(it.viewerId())))
            .filter(it -> pauses.allows(pair(it.viewerId(), streamerId)))
            .toList();
    return able.stream()
        .map(it -> sessions.get(it.viewerId()))
        .filter(session -> session != null && session.hasRoom())
        .findFirst()
        .or(() -> able.stream().filter(this::mayOpen).findFirst().map(this::open));
  }

  private boolean mayOpen(ChatTokenOwner lender) {
    return !sessions.containsKey(lender.viewerId())
        && sessions.size() < MOST
        && mayOpen > 0
        && pauses.allows(TWITCH);
  }

  private ChatSession open(ChatTokenOwner lender) {
    mayOpen--;
    var session = opener.apply(lender, this);
    sessions.put(lender.viewerId(), session);
    session.open();
    return session;
  }

  private void end(ChatSession session) {
    sessions.remove(session.lender().viewerId(), session);
    session.streamers().forEach(streamerId -> readers.remove(streamerId, session));
    session.close();
  }

  private static Set<String> limit(Secret viewerId) {
    return Set.of("limit", "viewer " + viewerId.value());
  }

  private static Set<String> pair(Secret viewerId, String streamerId) {
    return Set.of("viewer " + viewerId.value(), "streamer " + streamerId);
  }
}

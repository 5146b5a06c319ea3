package dev.streamviewer.webhook.chat;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.streamer.ChatTokenOwner;
import dev.streamviewer.platform.retry.Backoff;
import dev.streamviewer.platform.retry.RetryGate;
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
 * Assigns streamers to token owners: one session per viewer, one viewer per streamer. After any
 * failure a streamer is assigned to the next token owner, or to the same viewer after a pause.
 */
final class ChatSessionPool implements ChatSession.Listener {
  private static final Logger log = LoggerFactory.getLogger(ChatSessionPool.class);

  static final int MAX_SESSIONS = 5_000;

  /** Limits the burst of new connections after a takeover. */
  private static final int MAX_OPENING = 200;

  private static final String TWITCH = "Twitch";
  private static final Backoff SHORT_BACKOFF =
      new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
  private static final Backoff LONG_BACKOFF =
      new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(30));

  private final ChatTokenOwners tokenOwners;
  private final BiFunction<ChatTokenOwner, ChatSession.Listener, ChatSession> opener;
  private final Consumer<EventSubFrame> notices;
  private final Consumer<Secret> onConsentRevoked;
  private final Runnable changed;
  private final RetryGate retryGate;
  private final ChatMeters meters;
  private final Map<Secret, ChatSession> sessions = new LinkedHashMap<>();
  private final Map<String, ChatSession> sessionByStreamer = new HashMap<>();
  private int openingsLeft;

  /**
   * @param opener creates a token owner's session, not yet opened
   * @param onConsentRevoked receives the session handle whose consent is gone
   * @param changed is called when there is something to settle
   */
  ChatSessionPool(
      ChatTokenOwners tokenOwners,
      BiFunction<ChatTokenOwner, ChatSession.Listener, ChatSession> opener,
      Consumer<EventSubFrame> notices,
      Consumer<Secret> onConsentRevoked,
      Runnable changed,
      RetryGate retryGate,
      ChatMeters meters) {
    this.tokenOwners = tokenOwners;
    this.opener = opener;
    this.notices = notices;
    this.onConsentRevoked = onConsentRevoked;
    this.changed = changed;
    this.retryGate = retryGate;
    this.meters = meters;
  }

  /** Assigns unread streamers to token owners, and releases the streamers of viewers who left. */
  void settle() {
    Map.copyOf(sessionByStreamer)
        .forEach(
            (streamerId, session) -> {
              if (!tokenOwners.isTokenOwner(session.owner().viewerId(), streamerId)) {
                sessionByStreamer.remove(streamerId);
                session.remove(streamerId);
              }
            });
    List.copyOf(sessions.values()).stream().filter(ChatSession::isEmpty).forEach(this::end);
    openingsLeft =
        MAX_OPENING - (int) sessions.values().stream().filter(it -> !it.isWelcomed()).count();
    var unread = new HashSet<>(tokenOwners.streamers());
    unread.removeAll(sessionByStreamer.keySet());
    unread.forEach(this::assign);
    updateMeters();
  }

  /** Checks the consent of every session. */
  void check() {
    List.copyOf(sessions.values()).forEach(ChatSession::check);
  }

  /** Closes the session of a device that signed out; the viewer's other devices continue. */
  void gone(Secret handle) {
    List.copyOf(sessions.values()).stream()
        .filter(it -> it.owner().lender().equals(handle))
        .forEach(this::end);
  }

  /** Closes all sessions, after a takeover or at shutdown. */
  void closeAll() {
    List.copyOf(sessions.values()).forEach(this::end);
    updateMeters();
  }

  boolean isIdle() {
    return sessions.isEmpty();
  }

  private void updateMeters() {
    meters.update(sessions.size(), sessions.values().stream().mapToInt(ChatSession::size).sum());
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
    retryGate.failed(session.owner().viewerId(), SHORT_BACKOFF);
    if (why == CloseReason.REFUSED) {
      retryGate.failed(TWITCH, SHORT_BACKOFF);
    }
    end(session);
    changed.run();
  }

  /** Resets the back-off: losing a good session means a shorter wait than never having had any. */
  @Override
  public void reads(ChatSession session) {
    retryGate.forget(session.owner().viewerId());
    retryGate.forget(TWITCH);
  }

  @Override
  public void refused(ChatSession session, String streamerId, Result why) {
    sessionByStreamer.remove(streamerId, session);
    var viewerId = session.owner().viewerId();
    switch (why) {
      case LIMIT -> retryGate.failed(limit(viewerId), LONG_BACKOFF);
      case FORBIDDEN -> retryGate.failed(pair(viewerId, streamerId), LONG_BACKOFF);
      default -> retryGate.failed(pair(viewerId, streamerId), SHORT_BACKOFF);
    }
    changed.run();
  }

  @Override
  public void ended(ChatSession session, Result why) {
    if (why == Result.CONSENT_REVOKED) {
      log.info("The consent of a chat token owner has ended");
      onConsentRevoked.accept(session.owner().lender());
    } else {
      retryGate.failed(session.owner().viewerId(), SHORT_BACKOFF);
    }
    end(session);
    changed.run();
  }

  private void assign(String streamerId) {
    choose(streamerId)
        .ifPresent(
            session -> {
              sessionByStreamer.put(streamerId, session);
              session.add(streamerId);
            });
  }

  /** Prefers existing sessions, because each new session costs a connection. */
  private Optional<ChatSession> choose(String streamerId) {
    var candidates =
        tokenOwners.of(streamerId).stream()
            .filter(it -> retryGate.allows(it.viewerId()))
            .filter(it -> retryGate.allows(limit(it.viewerId())))
            .filter(it -> retryGate.allows(pair(it.viewerId(), streamerId)))
            .toList();
    return candidates.stream()
        .map(it -> sessions.get(it.viewerId()))
        .filter(session -> session != null && session.hasRoom())
        .findFirst()
        .or(() -> candidates.stream().filter(this::mayOpen).findFirst().map(this::open));
  }

  private boolean mayOpen(ChatTokenOwner owner) {
    return !sessions.containsKey(owner.viewerId())
        && sessions.size() < MAX_SESSIONS
        && openingsLeft > 0
        && retryGate.allows(TWITCH);
  }

  private ChatSession open(ChatTokenOwner owner) {
    openingsLeft--;
    var session = opener.apply(owner, this);
    sessions.put(owner.viewerId(), session);
    session.open();
    return session;
  }

  private void end(ChatSession session) {
    sessions.remove(session.owner().viewerId(), session);
    session.streamers().forEach(streamerId -> sessionByStreamer.remove(streamerId, session));
    session.close();
  }

  private static Set<String> limit(Secret viewerId) {
    return Set.of("limit", "viewer " + viewerId.value());
  }

  private static Set<String> pair(Secret viewerId, String streamerId) {
    return Set.of("viewer " + viewerId.value(), "streamer " + streamerId);
  }
}

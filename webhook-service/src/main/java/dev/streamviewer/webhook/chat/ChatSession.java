package dev.streamviewer.webhook.chat;

import dev.streamviewer.platform.contract.streamer.ChatTokenOwner;
import dev.streamviewer.webhook.chat.SubscribeResult.Result;
import dev.streamviewer.webhook.eventsub.SubscriptionStatus;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A token owner's session at EventSub, with one subscription for each streamer. A session ends with
 * its connection; a new session must replace it.
 */
final class ChatSession implements ChatConnection.Listener {
  /** Twitch's limit for one connection. */
  static final int MAX_STREAMERS = 300;

  private static final Logger log = LoggerFactory.getLogger(ChatSession.class);

  /** Receives the events that the pool decides on. */
  interface Listener {
    /** A chat notice arrived. */
    void notice(EventSubFrame frame);

    /** The reconnect that Twitch requested is complete. */
    void moved();

    /** The last connection is gone. */
    void lost(ChatSession session, CloseReason why);

    /** A chat is now being read. */
    void reads(ChatSession session);

    /** Twitch refused this streamer's chat to this token owner for now. */
    void refused(ChatSession session, String streamerId, Result why);

    /** The consent is gone, or the session cannot continue. */
    void ended(ChatSession session, Result why);
  }

  private final ChatConnection connection;
  private final ChatSubscriptions subscriptions;
  private final Listener listener;
  private final ChatTokenOwner owner;
  private final ChatTokenSource tokenSource;
  private final Set<String> wanted = new LinkedHashSet<>();
  private final Map<String, String> subscriptionIds = new HashMap<>();
  private String sessionId;
  private boolean closed;

  ChatSession(
      Vertx vertx,
      ChatTokenOwner owner,
      ChatTokenSource tokenSource,
      EventSubSocketServer socketServer,
      ChatSubscriptions subscriptions,
      Listener listener) {
    this.owner = owner;
    this.tokenSource = tokenSource;
    this.connection = new ChatConnection(vertx, socketServer, this);
    this.subscriptions = subscriptions;
    this.listener = listener;
  }

  ChatTokenOwner owner() {
    return owner;
  }

  /** Connects, unless the consent was revoked in the meantime. */
  void open() {
    tokenSource
        .get()
        .onSuccess(
            token -> {
              if (!closed) {
                connection.open();
              }
            })
        .onFailure(this::tokenUnavailable);
  }

  boolean isWelcomed() {
    return sessionId != null;
  }

  boolean hasRoom() {
    return wanted.size() < MAX_STREAMERS;
  }

  boolean isEmpty() {
    return wanted.isEmpty();
  }

  Set<String> streamers() {
    return Set.copyOf(wanted);
  }

  /** Number of streamers with a subscription. */
  int size() {
    return subscriptionIds.size();
  }

  /** Subscribes to a streamer's chat as soon as the session is welcomed. */
  void add(String streamerId) {
    if (wanted.add(streamerId) && isWelcomed()) {
      subscribe(streamerId);
    }
  }

  /** Ends the subscription to a streamer's chat. */
  void remove(String streamerId) {
    wanted.remove(streamerId);
    var id = subscriptionIds.remove(streamerId);
    if (id != null && !closed) {
      subscriptions.delete(tokenSource, id);
    }
  }

  /**
   * Checks that the token owner's consent still holds; if the check fails, the session continues.
   */
  void check() {
    tokenSource
        .get()
        .onFailure(
            failure -> {
              if (!closed && ChatTokenSource.isConsentGone(failure)) {
                listener.ended(this, Result.CONSENT_REVOKED);
              }
            });
  }

  /** Closes the session; Twitch ends the subscriptions with it. */
  void close() {
    closed = true;
    subscriptionIds.clear();
    wanted.clear();
    connection.close();
  }

  @Override
  public void welcomed(String id) {
    sessionId = id;
    wanted.forEach(this::subscribe);
  }

  @Override
  public void heard(EventSubFrame frame) {
    switch (frame.type()) {
      case EventSubFrame.NOTIFICATION -> listener.notice(frame);
      case EventSubFrame.REVOCATION -> revoked(frame);
      default -> log.trace("Ignored a message of type {}", frame.type());
    }
  }

  @Override
  public void moved() {
    listener.moved();
  }

  @Override
  public void lost(CloseReason why) {
    listener.lost(this, why);
  }

  private void subscribe(String streamerId) {
    subscriptions
        .create(tokenSource, sessionId, streamerId)
        .onSuccess(answer -> subscribed(streamerId, answer));
  }

  private void subscribed(String streamerId, SubscribeResult answer) {
    if (closed) {
      return;
    }
    if (answer.result() == Result.DONE) {
      subscriptionIds.put(streamerId, answer.id());
      listener.reads(this);
      if (!wanted.contains(streamerId)) {
        remove(streamerId);
      }
    } else if (answer.result() == Result.CONSENT_REVOKED
        || answer.result() == Result.SESSION_GONE) {
      listener.ended(this, answer.result());
    } else if (wanted.remove(streamerId)) {
      listener.refused(this, streamerId, answer.result());
    }
  }

  /** Handles a revocation, with the reasons that Twitch documents; the list is open. */
  private void revoked(EventSubFrame frame) {
    var revoked = frame.subscription();
    log.info("Twitch revoked a chat subscription: {}", revoked.statusText());
    subscriptionIds.entrySet().stream()
        .filter(it -> it.getValue().equals(revoked.id()))
        .map(Map.Entry::getKey)
        .findFirst()
        .ifPresent(
            streamerId -> {
              subscriptionIds.remove(streamerId);
              wanted.remove(streamerId);
              // Perhaps only the token expired; a revoked consent shows at the next attempt.
              var retryable = revoked.status() == SubscriptionStatus.AUTHORIZATION_REVOKED;
              listener.refused(this, streamerId, retryable ? Result.UNCLEAR : Result.FORBIDDEN);
            });
  }

  private void tokenUnavailable(Throwable failure) {
    if (!closed) {
      listener.ended(
          this, ChatTokenSource.isConsentGone(failure) ? Result.CONSENT_REVOKED : Result.UNCLEAR);
    }
  }
}

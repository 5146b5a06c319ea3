package dev.streamviewer.webhook.chat;

import dev.streamviewer.platform.contract.streamer.ChatTokenOwner;
import dev.streamviewer.webhook.chat.SubscribeResult.Result;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One lender's session at EventSub, with a subscription for each streamer whom it reads. Once its
 * connection is lost it is over; another has to take its place.
 */
final class ChatSession implements ChatConnection.Listener {
  /** What Twitch allows on one connection. */
  static final int MOST_STREAMERS = 300;

  private static final Logger log = LoggerFactory.getLogger(ChatSession.class);

  /** What is decided elsewhere. */
  interface Listener {
    /** Something was said in a chat. */
    void notice(EventSubFrame frame);

    /** Twitch's order to move was followed. */
    void moved();

    /** The last connection is gone. */
    void lost(ChatSession session, CloseReason why);

    /** A chat is read from now on. */
    void reads(ChatSession session);

    /** This streamer is not to be had by this lender for now. */
    void refused(ChatSession session, String streamerId, Result why);

    /** There is no consent any more, or the session cannot go on. */
    void ended(ChatSession session, Result why);
  }

  private final ChatConnection connection;
  private final ChatSubscriptions subscriptions;
  private final Listener listener;
  private final ChatTokenOwner lender;
  private final ChatTokenSource token;
  private final Set<String> wanted = new LinkedHashSet<>();
  private final Map<String, String> held = new HashMap<>();
  private String sessionId;
  private boolean over;

  ChatSession(
      Vertx vertx,
      ChatTokenOwner lender,
      ChatTokenSource token,
      EventSubSocketServer eventSub,
      ChatSubscriptions subscriptions,
      Listener listener) {
    this.lender = lender;
    this.token = token;
    this.connection = new ChatConnection(vertx, eventSub, this);
    this.subscriptions = subscriptions;
    this.listener = listener;
  }

  ChatTokenOwner lender() {
    return lender;
  }

  /** Connects, unless the lender has changed their mind meanwhile. */
  void open() {
    token
        .get()
        .onSuccess(
            lent -> {
              if (!over) {
                connection.open();
              }
            })
        .onFailure(this::noToken);
  }

  boolean isWelcomed() {
    return sessionId != null;
  }

  boolean hasRoom() {
    return wanted.size() < MOST_STREAMERS;
  }

  boolean isEmpty() {
    return wanted.isEmpty();
  }

  Set<String> streamers() {
    return Set.copyOf(wanted);
  }

  /** How many streamers are subscribed to. */
  int size() {
    return held.size();
  }

  /** Reads a streamer's chat, as soon as there is a connection. */
  void add(String streamerId) {
    if (wanted.add(streamerId) && isWelcomed()) {
      subscribe(streamerId);
    }
  }

  /** Reads it no longer. */
  void remove(String streamerId) {
    wanted.remove(streamerId);
    var id = held.remove(streamerId);
    if (id != null && !over) {
      subscriptions.delete(token, id);
    }
  }

  /** Makes sure that the lender still lends; while nobody can say, what runs goes on. */
  void check() {
    token
        .get()
        .onFailure(
            failure -> {
              if (!over && ChatTokenSource.isGone(failure)) {
                listener.ended(this, Result.LENDER_GONE);
              }
            });
  }

  /** Ends it; Twitch ends the subscriptions with it. */
  void close() {
    over = true;
    held.clear();
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
      default -> log.trace("Heard {}", frame.type());
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
        .create(token, sessionId, streamerId)
        .onSuccess(answer -> subscribed(streamerId, answer));
  }

  private void subscribed(String streamerId, SubscribeResult answer) {
    if (over) {
      return;
    }
    if (answer.result() == Result.DONE) {
      held.put(streamerId, answer.id());
      listener.reads(this);
      if (!wanted.contains(streamerId)) {
        remove(streamerId);
      }
    } else if (answer.result() == Result.LENDER_GONE || answer.result() == Result.SESSION_GONE) {
      listener.ended(this, answer.result());
    } else if (wanted.remove(streamerId)) {
      listener.refused(this, streamerId, answer.result());
    }
  }

  /** Reasons as Twitch documents them; the list is open. */
  private void revoked(EventSubFrame frame) {
    var reason = frame.subscription().getString("status", "");
    var id = frame.subscription().getString("id", "");
    log.info("Twitch revoked a chat subscription: {}", reason);
    held.entrySet().stream()
        .filter(it -> it.getValue().equals(id))
        .map(Map.Entry::getKey)
        .findFirst()
        .ifPresent(
            streamerId -> {
              held.remove(streamerId);
              wanted.remove(streamerId);
              // Perhaps only the token died; if it was the consent, the next wish will show it.
              var again = "authorization_revoked".equals(reason);
              listener.refused(this, streamerId, again ? Result.UNCLEAR : Result.FORBIDDEN);
            });
  }

  private void noToken(Throwable failure) {
    if (!over) {
      listener.ended(this, ChatTokenSource.isGone(failure) ? Result.LENDER_GONE : Result.UNCLEAR);
    }
  }
}

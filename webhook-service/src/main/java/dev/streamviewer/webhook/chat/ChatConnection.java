package dev.streamviewer.webhook.chat;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;

/**
 * What a session is heard through: one connection, and two while it moves. When Twitch asks to move
 * the old connection is read until the new one is welcomed, so that there is no gap.
 *
 * @see <a href="https://dev.twitch.tv/docs/eventsub/handling-websocket-events/">Handling WebSocket
 *     events</a>
 */
final class ChatConnection implements ChatSocket.Listener {
  private static final int ATTEMPTS_TO_MOVE = 4;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(2);

  /** What a session hears. */
  interface Listener {
    /** There is a session. */
    void welcomed(String sessionId);

    /** Something that is about subscriptions. */
    void heard(EventSubFrame frame);

    /** Twitch's order to move was followed; the session is the same. */
    void moved();

    /** The last connection is gone, and the session with it. */
    void lost(CloseReason why);
  }

  private final Vertx vertx;
  private final EventSubSocketServer eventSub;
  private final Listener listener;
  private ChatSocket socket;
  private ChatSocket next;
  private URI nextAddress;
  private int attemptsLeft;
  private boolean over;

  ChatConnection(Vertx vertx, EventSubSocketServer eventSub, Listener listener) {
    this.vertx = vertx;
    this.eventSub = eventSub;
    this.listener = listener;
  }

  void open() {
    socket = eventSub.open(this);
  }

  void close() {
    over = true;
    if (socket != null) {
      socket.close();
    }
    if (next != null) {
      next.close();
    }
  }

  @Override
  public void heard(ChatSocket from, EventSubFrame frame) {
    if (over) {
      return;
    }
    switch (frame.type()) {
      case EventSubFrame.WELCOME -> welcomed(from, frame);
      case EventSubFrame.RECONNECT -> move(frame.session().getString("reconnect_url"));
      default -> listener.heard(frame);
    }
  }

  @Override
  public void ended(ChatSocket gone, CloseReason why) {
    if (over) {
      return;
    }
    if (gone == next) {
      next = null;
      tryToMoveAgain(why);
    } else if (next != null) {
      // Twitch ends the old connection when it will; the new one may yet be welcomed.
      socket = null;
    } else {
      listener.lost(why);
    }
  }

  private void welcomed(ChatSocket from, EventSubFrame frame) {
    if (from != next) {
      listener.welcomed(frame.session().getString("id", ""));
      return;
    }
    if (socket != null) {
      socket.close();
    }
    socket = next;
    next = null;
    listener.moved();
  }

  private void move(String address) {
    var safe = eventSub.reconnect(address);
    if (next == null && safe.isPresent()) {
      nextAddress = safe.get();
      attemptsLeft = ATTEMPTS_TO_MOVE;
      moveOn();
    }
  }

  private void moveOn() {
    attemptsLeft--;
    next = eventSub.open(nextAddress, this);
  }

  /** The old connection lives for half a minute. */
  private void tryToMoveAgain(CloseReason why) {
    if (socket == null) {
      listener.lost(why);
    } else if (attemptsLeft > 0) {
      vertx.setTimer(
          BETWEEN_ATTEMPTS.toMillis(),
          passed -> {
            if (!over && next == null && socket != null) {
              moveOn();
            }
          });
    }
  }
}

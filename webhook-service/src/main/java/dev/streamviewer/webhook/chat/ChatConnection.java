package dev.streamviewer.webhook.chat;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;

/**
 * The connection of a chat session, and two connections during a reconnect. After Twitch's
 * reconnect message the old connection is read until the new connection is welcomed and a moment
 * longer, since events sent before the welcome may arrive after it.
 *
 * @see <a href="https://dev.twitch.tv/docs/eventsub/handling-websocket-events/">Handling WebSocket
 *     events</a>
 */
final class ChatConnection implements ChatSocket.Listener {
  private static final int RECONNECT_ATTEMPTS = 4;
  private static final Duration RETRY_INTERVAL = Duration.ofSeconds(2);

  /** Far longer than events are under way, and shorter than Twitch keeps the old connection. */
  private static final Duration OLD_CONNECTION_TIME = Duration.ofSeconds(5);

  /** Receives the events of the connection. */
  interface Listener {
    /** A new session was established. */
    void welcomed(String sessionId);

    /** A message about subscriptions arrived. */
    void heard(EventSubFrame frame);

    /** The reconnect that Twitch requested is complete; the session is the same. */
    void moved();

    /** The last connection is gone, and so is the session. */
    void lost(CloseReason why);
  }

  private final Vertx vertx;
  private final EventSubSocketServer socketServer;
  private final Listener listener;
  private ChatSocket socket;
  private ChatSocket next;

  /** The connection before the last reconnect, which may still deliver events. */
  private ChatSocket old;

  private URI nextAddress;
  private int attemptsLeft;
  private boolean closed;

  ChatConnection(Vertx vertx, EventSubSocketServer socketServer, Listener listener) {
    this.vertx = vertx;
    this.socketServer = socketServer;
    this.listener = listener;
  }

  void open() {
    socket = socketServer.open(this);
  }

  void close() {
    closed = true;
    if (socket != null) {
      socket.close();
    }
    if (next != null) {
      next.close();
    }
    closeOld();
  }

  private void closeOld() {
    if (old != null) {
      old.close();
    }
  }

  @Override
  public void heard(ChatSocket from, EventSubFrame frame) {
    if (closed) {
      return;
    }
    switch (frame.type()) {
      case EventSubFrame.WELCOME -> welcomed(from, frame);
      case EventSubFrame.RECONNECT -> {
        if (from == socket) {
          reconnect(frame.session().getString("reconnect_url"));
        }
      }
      default -> listener.heard(frame);
    }
  }

  @Override
  public void ended(ChatSocket gone, CloseReason why) {
    if (closed || gone == old) {
      return;
    }
    if (gone == next) {
      next = null;
      retryReconnect(why);
    } else if (next != null) {
      // Twitch may close the old connection before the new connection is welcomed.
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
    closeOld();
    old = socket;
    if (old != null) {
      old.closeAfter(OLD_CONNECTION_TIME);
    }
    socket = next;
    next = null;
    listener.moved();
  }

  private void reconnect(String address) {
    var secureAddress = socketServer.reconnect(address);
    if (next == null && secureAddress.isPresent()) {
      nextAddress = secureAddress.get();
      attemptsLeft = RECONNECT_ATTEMPTS;
      openNext();
    }
  }

  private void openNext() {
    attemptsLeft--;
    next = socketServer.open(nextAddress, this);
  }

  /** Retries while the old connection lives, about half a minute. */
  private void retryReconnect(CloseReason why) {
    if (socket == null) {
      listener.lost(why);
    } else if (attemptsLeft > 0) {
      vertx.setTimer(
          RETRY_INTERVAL.toMillis(),
          passed -> {
            if (!closed && next == null && socket != null) {
              openNext();
            }
          });
    }
  }
}

package dev.streamviewer.webhook.chat;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to EventSub's WebSocket server. Never sends: Twitch closes a connection on which the
 * client speaks. Vert.x answers pings.
 */
final class ChatSocket {
  private static final Logger log = LoggerFactory.getLogger(ChatSocket.class);

  private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(10);

  /** Allows for network delay after the keepalive interval that Twitch promises. */
  private static final Duration KEEPALIVE_GRACE = Duration.ofSeconds(3);

  private static final int MAX_KEEPALIVE_SECONDS = 600;

  /** Receives the events of a connection. */
  interface Listener {
    /** A message arrived; the first is a welcome. */
    void heard(ChatSocket socket, EventSubFrame frame);

    /** The connection ended; no further message follows. */
    void ended(ChatSocket socket, CloseReason why);
  }

  private final Vertx vertx;
  private final Listener listener;
  private WebSocket connected;
  private Duration timeout = OPEN_TIMEOUT;
  private long timer = -1;
  private boolean welcomed;
  private boolean finished;

  private ChatSocket(Vertx vertx, Listener listener) {
    this.vertx = vertx;
    this.listener = listener;
  }

  /** Opens a connection; the listener learns the result. */
  static ChatSocket open(Vertx vertx, WebSocketClient client, String address, Listener listener) {
    var webSocket = client.webSocket();
    var socket = new ChatSocket(vertx, listener);
    webSocket.textMessageHandler(socket::heard);
    webSocket.closeHandler(closed -> socket.closed());
    webSocket.exceptionHandler(failure -> log.debug("A chat connection failed", failure));
    socket.restartTimer();
    webSocket
        .connect(
            new WebSocketConnectOptions()
                .setAbsoluteURI(address)
                .setTimeout(OPEN_TIMEOUT.toMillis()))
        .onSuccess(socket::connected)
        .onFailure(
            failure -> {
              log.debug("A chat connection could not be opened", failure);
              socket.end(CloseReason.REFUSED);
            });
    return socket;
  }

  /** Closes the connection without notifying the listener. */
  void close() {
    finish();
    closeWebSocket();
  }

  /** Closes the connection after a delay; messages that arrive until then still count. */
  void closeAfter(Duration delay) {
    vertx.setTimer(delay.toMillis(), passed -> close());
  }

  /** The connection may open after the timeout. */
  private void connected(WebSocket webSocket) {
    connected = webSocket;
    if (finished) {
      closeWebSocket();
    }
  }

  private void closeWebSocket() {
    if (connected != null) {
      connected
          .close()
          .onFailure(failure -> log.debug("A chat connection could not be closed", failure));
    }
  }

  private void heard(String text) {
    if (finished) {
      return;
    }
    var frame = EventSubFrame.parse(text);
    if (frame.isEmpty()) {
      log.warn("EventSub sent {} characters that are not an EventSub message", text.length());
      return;
    }
    if (EventSubFrame.WELCOME.equals(frame.get().type())) {
      welcomed = true;
      timeout = keepalive(frame.get()).plus(KEEPALIVE_GRACE);
    }
    restartTimer();
    listener.heard(this, frame.get());
  }

  /** Restarts the timeout; every message counts as a sign of life. */
  private void restartTimer() {
    vertx.cancelTimer(timer);
    timer = vertx.setTimer(timeout.toMillis(), late -> timedOut());
  }

  private void timedOut() {
    end(welcomed ? CloseReason.SILENT : CloseReason.REFUSED);
    closeWebSocket();
  }

  private void closed() {
    if (!finished && connected != null) {
      log.info(
          "A chat connection was closed: {} {}",
          connected.closeStatusCode(),
          connected.closeReason());
    }
    end(welcomed ? CloseReason.CLOSED : CloseReason.REFUSED);
  }

  private void end(CloseReason why) {
    if (!finished) {
      finish();
      listener.ended(this, why);
    }
  }

  private void finish() {
    finished = true;
    vertx.cancelTimer(timer);
  }

  private static Duration keepalive(EventSubFrame welcome) {
    var seconds = welcome.session().getValue("keepalive_timeout_seconds");
    return seconds instanceof Number number && number.intValue() > 0
        ? Duration.ofSeconds(Math.min(number.intValue(), MAX_KEEPALIVE_SECONDS))
        : OPEN_TIMEOUT;
  }
}

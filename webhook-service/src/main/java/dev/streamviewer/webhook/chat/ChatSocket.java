package dev.streamviewer.webhook.chat;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to EventSub's WebSocket server. Only listens: Twitch closes a connection on which
 * a client speaks. Pings are answered by Vert.x.
 */
final class ChatSocket {
  private static final Logger log = LoggerFactory.getLogger(ChatSocket.class);

  private static final Duration OPENING = Duration.ofSeconds(10);

  /** Twitch promises a keepalive within the time asked for; the way here takes some, too. */
  private static final Duration LATE = Duration.ofSeconds(3);

  private static final int LONGEST_KEEPALIVE_SECONDS = 600;

  /** What a session hears of its connections. */
  interface Listener {
    /** Twitch said something; the first is a welcome. */
    void heard(ChatSocket socket, EventSubFrame frame);

    /** It is over, and nothing will be heard any more. */
    void ended(ChatSocket socket, CloseReason why);
  }

  private final Vertx vertx;
  private final Listener listener;
  private WebSocket connected;
  private Duration patience = OPENING;
  private long timer = -1;
  private boolean welcomed;
  private boolean over;

  private ChatSocket(Vertx vertx, Listener listener) {
    this.vertx = vertx;
    this.listener = listener;
  }

  /** Opens a connection; how that goes is told to the listener. */
  static ChatSocket open(Vertx vertx, WebSocketClient client, String address, Listener listener) {
    var webSocket = client.webSocket();
    var socket = new ChatSocket(vertx, listener);
    webSocket.textMessageHandler(socket::heard);
    webSocket.closeHandler(closed -> socket.closed());
    webSocket.exceptionHandler(failure -> log.debug("A chat connection failed", failure));
    socket.await();
    webSocket
        .connect(
            new WebSocketConnectOptions().setAbsoluteURI(address).setTimeout(OPENING.toMillis()))
        .onSuccess(socket::connected)
        .onFailure(
            failure -> {
              log.debug("A chat connection could not be opened", failure);
              socket.end(CloseReason.REFUSED);
            });
    return socket;
  }

  /** Ends it from here; the listener hears nothing of it. */
  void close() {
    finish();
    hangUp();
  }

  /** It may have come too late. */
  private void connected(WebSocket webSocket) {
    connected = webSocket;
    if (over) {
      hangUp();
    }
  }

  /** There is nothing to close before it is open. */
  private void hangUp() {
    if (connected != null) {
      connected
          .close()
          .onFailure(failure -> log.debug("A chat connection was not closed", failure));
    }
  }

  private void heard(String text) {
    if (over) {
      return;
    }
    var frame = EventSubFrame.parse(text);
    if (frame.isEmpty()) {
      log.warn("EventSub sent {} characters that are no message of its own", text.length());
      return;
    }
    if (EventSubFrame.WELCOME.equals(frame.get().type())) {
      welcomed = true;
      patience = promised(frame.get()).plus(LATE);
    }
    await();
    listener.heard(this, frame.get());
  }

  /** Every message counts as a sign of life. */
  private void await() {
    vertx.cancelTimer(timer);
    timer = vertx.setTimer(patience.toMillis(), late -> silent());
  }

  private void silent() {
    end(welcomed ? CloseReason.SILENT : CloseReason.REFUSED);
    hangUp();
  }

  private void closed() {
    if (!over && connected != null) {
      log.info(
          "A chat connection was closed: {} {}",
          connected.closeStatusCode(),
          connected.closeReason());
    }
    end(welcomed ? CloseReason.CLOSED : CloseReason.REFUSED);
  }

  private void end(CloseReason why) {
    if (!over) {
      finish();
      listener.ended(this, why);
    }
  }

  private void finish() {
    over = true;
    vertx.cancelTimer(timer);
  }

  private static Duration promised(EventSubFrame welcome) {
    var seconds = welcome.session().getValue("keepalive_timeout_seconds");
    return seconds instanceof Number number && number.intValue() > 0
        ? Duration.ofSeconds(Math.min(number.intValue(), LONGEST_KEEPALIVE_SECONDS))
        : OPENING;
  }
}

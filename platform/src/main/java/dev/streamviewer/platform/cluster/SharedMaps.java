package dev.streamviewer.platform.cluster;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.async.Sequentially;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The maps that processes share. A process that holds a part of them opens all before anything
 * else. While members come and go that can fail; it is tried again here and nowhere else.
 */
public final class SharedMaps {
  private static final Logger log = LoggerFactory.getLogger(SharedMaps.class);

  /** Sign-ins that are over, until their states would be refused for their age. */
  public static final String SPENT_LOGINS = "auth.spent-logins";

  /** The sessions of viewers; their tokens are encrypted. */
  public static final String SESSIONS = "auth.sessions";

  /** Marks of messages that are being delivered, or have been. */
  public static final String INBOX = "inbox";

  /** Events accepted from Twitch, not yet by Pusher. */
  public static final String OUTBOX = "outbox";

  /** Who does what only one process at a time may do. */
  public static final String LEASES = "leases";

  /** Recent events of each streamer. */
  public static final String RECENT = "recent";

  /** Whose consent to read chat may be used for whom. */
  public static final String CHAT_LENDERS = "chat.lenders";

  /** Which outlets have an event that others have not taken yet. */
  public static final String RECEIPTS = "receipts";

  /** What a WebSub hub was asked for, and what it serves. */
  public static final String WEBSUB = "websub";

  static final List<String> NAMES =
      List.of(
          SPENT_LOGINS, SESSIONS, INBOX, OUTBOX, LEASES, RECENT, CHAT_LENDERS, RECEIPTS, WEBSUB);
  private static final int ATTEMPTS = 10;
  private static final long PAUSE_MILLIS = 300;
  private static final long LOOK_FOR_HOLDER_MILLIS = 500;

  private SharedMaps() {}

  /** Opens all maps, one after the other. */
  static Future<Void> open(Vertx vertx) {
    return open(vertx, ATTEMPTS);
  }

  private static Future<Void> open(Vertx vertx, int attempts) {
    return Sequentially.forEach(NAMES.iterator(), name -> open(vertx, name, attempts));
  }

  /**
   * Opens all maps once another member holds them, however long that takes. A process that holds
   * nothing starts without them, and needs them only when it is the oldest member: then it merges
   * them after a split.
   */
  static void openOnceHeld(Vertx vertx) {
    var underWay = new AtomicBoolean();
    vertx.setPeriodic(
        LOOK_FOR_HOLDER_MILLIS,
        timer -> {
          if (underWay.compareAndSet(false, true)) {
            open(vertx, 1)
                .onSuccess(opened -> vertx.cancelTimer(timer))
                .onComplete(done -> underWay.set(false));
          }
        });
  }

  private static Future<Void> open(Vertx vertx, String name, int attempts) {
    return vertx
        .sharedData()
        .getAsyncMap(name)
        .<Void>mapEmpty()
        .recover(
            failure -> {
              if (attempts == 1) {
                return Future.failedFuture(failure);
              }
              log.info("The map {} cannot be opened yet: {}", name, failure.getMessage());
              return vertx
                  .timer(PAUSE_MILLIS, MILLISECONDS)
                  .compose(passed -> open(vertx, name, attempts - 1));
            });
  }
}

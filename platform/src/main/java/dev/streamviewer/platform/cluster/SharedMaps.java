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
 * The maps that processes share. A process that holds a part of them opens all maps before any
 * other work. Opening can fail while members come and go, so it is retried here.
 */
public final class SharedMaps {
  private static final Logger log = LoggerFactory.getLogger(SharedMaps.class);

  /** Sign-ins whose callback is being completed, for seconds. */
  public static final String PENDING_LOGINS = "auth.pending-logins";

  /** States of completed sign-ins, kept until they expire. */
  public static final String SPENT_LOGINS = "auth.spent-logins";

  /** Sessions of viewers, with encrypted tokens. */
  public static final String SESSIONS = "auth.sessions";

  /** Overlays that viewers have created and not withdrawn. */
  public static final String OVERLAYS = "auth.overlays";

  /** Marks of messages that are being delivered, or were. */
  public static final String INBOX = "inbox";

  /** Events accepted from Twitch and not yet by Pusher. */
  public static final String OUTBOX = "outbox";

  /** Leases of jobs that only one process at a time may do. */
  public static final String LEASES = "leases";

  /** Recent events of each streamer. */
  public static final String RECENT = "recent";

  /** Viewers whose consent to read chat may be used, by streamer. */
  public static final String CHAT_TOKEN_OWNERS = "chat.lenders";

  /** Sinks that have accepted an event which other sinks have not. */
  public static final String RECEIPTS = "receipts";

  /** WebSub subscriptions, requested and active. */
  public static final String WEBSUB = "websub";

  /** Events as Twitch sent them. */
  public static final String BODIES = "bodies";

  /** Numbers of viewers of watched streams, one entry for each minute. */
  public static final String VIEWER_SAMPLES = "viewer-samples";

  static final List<String> NAMES =
      List.of(
          PENDING_LOGINS,
          SPENT_LOGINS,
          SESSIONS,
          OVERLAYS,
          INBOX,
          OUTBOX,
          LEASES,
          RECENT,
          BODIES,
          CHAT_TOKEN_OWNERS,
          RECEIPTS,
          WEBSUB,
          VIEWER_SAMPLES);
  private static final int ATTEMPTS = 10;
  private static final long PAUSE_MILLIS = 300;
  private static final long FIND_HOLDER_MILLIS = 500;

  private SharedMaps() {}

  /** Opens all maps, one after the other. */
  static Future<Void> open(Vertx vertx) {
    return open(vertx, ATTEMPTS);
  }

  private static Future<Void> open(Vertx vertx, int attempts) {
    return Sequentially.forEach(NAMES.iterator(), name -> open(vertx, name, attempts));
  }

  /**
   * Opens all maps once another member holds them, however long that takes. A process without map
   * data starts without them. It needs them only when it is the oldest member, which merges them
   * after a split.
   */
  static void openOnceHeld(Vertx vertx) {
    var underWay = new AtomicBoolean();
    vertx.setPeriodic(
        FIND_HOLDER_MILLIS,
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

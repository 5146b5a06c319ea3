package dev.streamviewer.platform.cluster;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.async.Sequentially;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.core.shareddata.SharedData;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The maps that processes share. A process opens all of them before any other work. Opening can
 * fail while members come and go, so it is retried here.
 */
public final class SharedMaps {
  private static final Logger log = LoggerFactory.getLogger(SharedMaps.class);

  /** Sign-ins whose callback is being completed, for seconds. */
  public static final String PENDING_LOGINS = "auth.pending-logins";

  /** States of completed sign-ins, kept until they expire. */
  public static final String SPENT_LOGINS = "auth.spent-logins";

  /** Sessions of viewers, with encrypted tokens. */
  public static final String SESSIONS = "auth.sessions";

  /** Marks of copies while subscriptions are replaced, and of ended subscriptions. */
  public static final String MARKS = "marks";

  /** Overlays that viewers have created and not withdrawn. */
  public static final String OVERLAYS = "auth.overlays";

  /** Events accepted from Twitch and not yet by Pusher. */
  public static final String OUTBOX = "outbox";

  /** Leases of jobs that only one process at a time may do. */
  public static final String LEASES = "leases";

  /** Recent events of each streamer, in segments of each notifier; a {@link BulkMap}. */
  public static final String RECENT = "recent-segments";

  /** Viewers whose consent to read chat may be used, by streamer. */
  public static final String CHAT_TOKEN_OWNERS = "chat.lenders";

  /** Sinks that have accepted an event which other sinks have not. */
  public static final String RECEIPTS = "receipts";

  /** WebSub subscriptions, requested and active. */
  public static final String WEBSUB = "websub";

  /** Numbers of viewers of watched streams, one entry for each minute. */
  public static final String VIEWER_SAMPLES = "viewer-samples";

  static final List<String> NAMES =
      List.of(
          PENDING_LOGINS,
          SPENT_LOGINS,
          SESSIONS,
          MARKS,
          OVERLAYS,
          OUTBOX,
          LEASES,
          RECENT,
          CHAT_TOKEN_OWNERS,
          RECEIPTS,
          WEBSUB,
          VIEWER_SAMPLES);
  private static final int ATTEMPTS = 10;
  private static final long PAUSE_MILLIS = 300;

  private SharedMaps() {}

  /** Returns a map whose operations fail after a limit when the cluster does not answer. */
  public static Future<AsyncMap<String, String>> map(SharedData shared, String name) {
    return shared.<String, String>getAsyncMap(name).map(TimedMap::new);
  }

  /**
   * Opens the maps, one after the other.
   *
   * @param progress called after each map
   */
  static Future<Void> open(Vertx vertx, Runnable progress) {
    return Sequentially.forEach(
        NAMES.iterator(), name -> open(vertx, name, ATTEMPTS).onSuccess(opened -> progress.run()));
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

package dev.streamviewer.notifier;

import dev.streamviewer.platform.health.Condition;
import io.vertx.ext.healthchecks.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Pusher takes our credentials. A notifier that never had them accepted is of no use; that
 * Pusher fails later is seen by all notifiers alike, so none is taken out of service for it.
 */
final class PusherCredentials {
  private static final Logger log = LoggerFactory.getLogger(PusherCredentials.class);

  private static final String CHECK =
      "Check PUSHER_APP_ID, PUSHER_KEY, PUSHER_SECRET, PUSHER_CLUSTER, this machine's clock and the"
          + " quota of the app.";

  // Read by the management server, on a thread of its own.
  private volatile boolean acceptedOnce;
  private volatile String trouble = "";
  private volatile boolean refused;

  /** Learns from any answer of Pusher. */
  void judge(Answer answer) {
    if (answer.isRefusal() && !refused) {
      log.error("Pusher refuses us ({}). {}", answer, CHECK);
    }
    if (answer.accepted()) {
      acceptedOnce = true;
      refused = false;
      trouble = "";
    } else if (answer.isRefusal()) {
      refused = true;
      trouble = "Pusher refuses our credentials (%s). %s".formatted(answer, CHECK);
    } else if (!answer.isFinal() && !refused) {
      trouble = "Pusher answered %s.".formatted(answer);
    }
  }

  /** No answer came. */
  void silent(Throwable failure) {
    if (!refused) {
      trouble = "Pusher cannot be reached: %s.".formatted(failure.getMessage());
    }
  }

  /** Whether Pusher has ever taken them. */
  boolean acceptedOnce() {
    return acceptedOnce;
  }

  /** The check of readiness. */
  Status check() {
    if (acceptedOnce) {
      return trouble.isEmpty()
          ? Condition.UP.because("Pusher accepts our credentials.")
          : Condition.DEGRADED.because(trouble + " Events are kept, or sent again by Twitch.");
    }
    return Condition.DOWN.because(
        trouble.isEmpty() ? "Pusher has not answered yet." : trouble + " It is asked again.");
  }
}

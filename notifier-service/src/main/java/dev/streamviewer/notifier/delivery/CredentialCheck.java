package dev.streamviewer.notifier.delivery;

import dev.streamviewer.platform.health.HealthStatus;
import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.Status;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether an outlet takes our credentials. A notifier that never had them accepted is of no use;
 * that the outlet fails later is seen by all notifiers alike, so none is taken out of service for
 * it.
 */
public final class CredentialCheck {
  private static final Logger log = LoggerFactory.getLogger(CredentialCheck.class);

  private static final Duration UNTIL_ACCEPTED = Duration.ofSeconds(2);

  private final String outlet;
  private final String advice;

  // Read by the management server, on a thread of its own.
  private volatile boolean acceptedOnce;
  private volatile String trouble = "";
  private volatile boolean refused;

  private CredentialCheck(String outlet, String advice) {
    this.outlet = outlet;
    this.advice = advice;
  }

  public static CredentialCheck pusher() {
    return new CredentialCheck(
        "Pusher",
        "Check PUSHER_APP_ID, PUSHER_KEY, PUSHER_SECRET, PUSHER_CLUSTER, this machine's clock and"
            + " the quota of the app.");
  }

  public static CredentialCheck sns() {
    return new CredentialCheck(
        "SNS",
        "Check SNS_TOPIC_ARN, this process's credentials at AWS and their right to sns:Publish, and"
            + " this machine's clock.");
  }

  /** Asks again and again until they have been accepted: before, we are not ready. */
  public void askUntilAccepted(Vertx vertx, Runnable question) {
    question.run();
    vertx.setPeriodic(
        UNTIL_ACCEPTED.toMillis(),
        timer -> {
          if (acceptedOnce) {
            vertx.cancelTimer(timer);
          } else {
            question.run();
          }
        });
  }

  /** Learns from any answer of the outlet. */
  public void judge(SinkResponse answer) {
    if (answer.isRefusal() && !refused) {
      log.error("{} refuses us ({}). {}", outlet, answer, advice);
    }
    if (answer.accepted()) {
      acceptedOnce = true;
      refused = false;
      trouble = "";
    } else if (answer.isRefusal()) {
      refused = true;
      trouble = "%s refuses our credentials (%s). %s".formatted(outlet, answer, advice);
    } else if (!answer.isFinal() && !refused) {
      trouble = "%s answered %s.".formatted(outlet, answer);
    }
  }

  /** No answer came. */
  public void silent(Throwable failure) {
    if (!refused) {
      trouble = "%s cannot be asked: %s.".formatted(outlet, failure.getMessage());
    }
  }

  /** The check of readiness. */
  public Status check() {
    if (acceptedOnce) {
      return trouble.isEmpty()
          ? HealthStatus.UP.because(outlet + " accepts our credentials.")
          : HealthStatus.DEGRADED.because(trouble + " Events are kept, or sent again by Twitch.");
    }
    return HealthStatus.DOWN.because(
        trouble.isEmpty() ? outlet + " has not answered yet." : trouble + " It is asked again.");
  }
}

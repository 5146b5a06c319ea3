package dev.streamviewer.notifier.delivery;

import dev.streamviewer.platform.health.HealthStatus;
import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.Status;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Readiness check of the credentials for a sink. Before the sink has accepted them, a notifier
 * cannot deliver and is not ready. A later failure of the sink affects all notifiers alike, so none
 * is taken out of service for it.
 */
public final class CredentialCheck {
  private static final Logger log = LoggerFactory.getLogger(CredentialCheck.class);

  private static final Duration PROBE_INTERVAL = Duration.ofSeconds(2);

  private static final int OVER_QUOTA = 403;

  private final String sink;
  private final String advice;

  // The management server reads these on its own thread.
  private volatile boolean acceptedOnce;
  private volatile String problem = "";
  private volatile boolean refused;

  /** The refusal of the last event; a response to anything else says nothing about events. */
  private volatile String eventsRefused = "";

  private CredentialCheck(String sink, String advice) {
    this.sink = sink;
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
        "Check SNS_TOPIC_ARN, the AWS credentials of this process and their right to sns:Publish,"
            + " and this machine's clock.");
  }

  /** Repeats a probe until the sink has accepted our credentials; before that, we are not ready. */
  public void probeUntilAccepted(Vertx vertx, Runnable probe) {
    probe.run();
    vertx.setPeriodic(
        PROBE_INTERVAL.toMillis(),
        timer -> {
          if (acceptedOnce) {
            vertx.cancelTimer(timer);
          } else {
            probe.run();
          }
        });
  }

  /** Updates the check by any response of the sink. */
  public void onResponse(SinkResponse response) {
    if (response.isRefusal() && !refused) {
      log.error("{} refuses our credentials ({}). {}", sink, response, advice);
    }
    if (response.isAccepted()) {
      acceptedOnce = true;
      refused = false;
      problem = "";
    } else if (response.isRefusal()) {
      refused = true;
      problem = "%s refuses our credentials (%s). %s".formatted(sink, response, advice);
    } else if (!response.isPermanentError() && !refused) {
      problem = "The last response of %s was %s.".formatted(sink, response);
    }
  }

  /** Updates the check by the response to an event. */
  public void onEventResponse(SinkResponse response) {
    onResponse(response);
    if (response.isAccepted()) {
      eventsRefused = "";
    } else if (response.implausible() || response.status() == OVER_QUOTA) {
      onEventsRefused(response);
    }
  }

  private void onEventsRefused(SinkResponse response) {
    var sentence =
        "%s refuses events within its limits (%s). Check the quota of the app."
            .formatted(sink, response);
    if (eventsRefused.isEmpty()) {
      log.error(sentence);
    }
    eventsRefused = sentence;
  }

  /** Updates the check after a call without a response. */
  public void onFailure(Throwable failure) {
    if (!refused) {
      problem = "The last request to %s failed: %s.".formatted(sink, failure.getMessage());
    }
  }

  /** Whether the sink refuses events within its limits now, as it does when a quota is used up. */
  public boolean refusesEvents() {
    return !eventsRefused.isEmpty();
  }

  /** Returns the health status for readiness. */
  public Status check() {
    if (acceptedOnce) {
      var worst = refused || eventsRefused.isEmpty() ? problem : eventsRefused;
      return worst.isEmpty()
          ? HealthStatus.UP.because(sink + " accepts our credentials.")
          : HealthStatus.DEGRADED.because(
              worst + " Events stay in the outbox, or Twitch sends them again.");
    }
    return HealthStatus.DOWN.because(
        problem.isEmpty()
            ? sink + " has not responded yet."
            : problem + " The notifier keeps trying.");
  }
}

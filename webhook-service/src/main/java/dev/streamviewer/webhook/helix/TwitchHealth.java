package dev.streamviewer.webhook.helix;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.AppToken;
import dev.streamviewer.platform.health.HealthStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.Status;
import java.time.Duration;
import java.util.function.Function;

/**
 * Health of Twitch's API. Without a first app token a process cannot create subscriptions. A later
 * outage of Twitch affects every process alike, and webhooks continue.
 */
public final class TwitchHealth {
  private static final Duration RETRY_INTERVAL = Duration.ofSeconds(2);

  // Read by the management server on its own thread.
  private volatile boolean hadToken;
  private volatile String problem = "";

  /** Requests an app token until one arrives, so that a failure shows before the first viewer. */
  public void start(Vertx vertx, Function<Secret, Future<AppToken>> appToken) {
    vertx.setPeriodic(
        0,
        RETRY_INTERVAL.toMillis(),
        timer -> {
          if (hadToken) {
            vertx.cancelTimer(timer);
          } else {
            appToken.apply(null).onSuccess(there -> granted()).onFailure(this::failed);
          }
        });
  }

  private void granted() {
    hadToken = true;
    problem = "";
  }

  /** Records any answer of Twitch. */
  void answered() {
    problem = "";
  }

  /** Records an unreachable API or a senseless answer. */
  void failed(Throwable failure) {
    problem = failure.getMessage();
  }

  /** The readiness check. */
  public Status check() {
    if (!hadToken) {
      return HealthStatus.DOWN.because(
          problem.isEmpty() ? "The auth service has not supplied an app token yet." : problem);
    }
    return problem.isEmpty()
        ? HealthStatus.UP.because("The service has an app token, and Twitch responds.")
        : HealthStatus.DEGRADED.because(
            problem + " Subscriptions are delayed; webhooks still arrive.");
  }
}

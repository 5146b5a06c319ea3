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
 * Whether Twitch's API can be asked. A process that never had an app token can make no
 * subscription; that Twitch fails later is the same for every process, and webhooks go on.
 */
public final class TwitchHealth {
  private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

  // Read by the management server, on a thread of its own.
  private volatile boolean hadToken;
  private volatile String trouble = "";

  /** Asks for an app token until there is one, so that it shows before the first viewer. */
  public void start(Vertx vertx, Function<Secret, Future<AppToken>> appToken) {
    vertx.setPeriodic(
        0,
        ASK_AGAIN.toMillis(),
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
    trouble = "";
  }

  /** Twitch answered, whatever it said. */
  void answered() {
    trouble = "";
  }

  /** Twitch could not be asked, or its answer makes no sense. */
  void failed(Throwable failure) {
    trouble = failure.getMessage();
  }

  /** The check of readiness. */
  public Status check() {
    if (!hadToken) {
      return HealthStatus.DOWN.because(
          trouble.isEmpty() ? "The auth service has not given an app token yet." : trouble);
    }
    return trouble.isEmpty()
        ? HealthStatus.UP.because("The app token is there, and Twitch answers.")
        : HealthStatus.DEGRADED.because(trouble + " Subscriptions wait; webhooks do not.");
  }
}

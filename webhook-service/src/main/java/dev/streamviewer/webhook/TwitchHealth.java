package dev.streamviewer.webhook;

import dev.streamviewer.platform.contract.AppToken;
import dev.streamviewer.platform.contract.Secret;
import dev.streamviewer.platform.health.Condition;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.Status;
import java.time.Duration;
import java.util.function.Function;

/**
 * Whether Twitch's API can be asked. A process that never had an app token can make no
 * subscription; that Twitch fails later is the same for every process, and webhooks go on.
 */
final class TwitchHealth {
  private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

  // Read by the management server, on a thread of its own.
  private volatile boolean hadToken;
  private volatile String trouble = "";

  /** Asks for an app token until there is one, so that it shows before the first viewer. */
  void start(Vertx vertx, Function<Secret, Future<AppToken>> appToken) {
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
  Status check() {
    if (!hadToken) {
      return Condition.DOWN.because(
          trouble.isEmpty() ? "The auth service has not given an app token yet." : trouble);
    }
    return trouble.isEmpty()
        ? Condition.UP.because("The app token is there, and Twitch answers.")
        : Condition.DEGRADED.because(trouble + " Subscriptions wait; webhooks do not.");
  }
}

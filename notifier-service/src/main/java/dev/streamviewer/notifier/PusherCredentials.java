package dev.streamviewer.notifier;

import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.Status;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Pusher takes our credentials, which no waiting will mend. That Pusher is out of reach
 * says nothing about them, and does not make the notifier unready.
 */
final class PusherCredentials {
  private static final Logger log = LoggerFactory.getLogger(PusherCredentials.class);

  private String refusal = "";

  /** Learns from any answer of Pusher. */
  void judge(PusherAnswer answer) {
    if (answer.isRefusal() && refusal.isEmpty()) {
      log.error(
          "Pusher refuses us ({}). Check PUSHER_APP_ID, PUSHER_KEY, PUSHER_SECRET, PUSHER_CLUSTER,"
              + " this machine's clock and the quota of the app.",
          answer);
    }
    if (answer.isRefusal() || answer.accepted()) {
      refusal = answer.isRefusal() ? answer.toString() : "";
    }
  }

  /** The check of readiness. */
  void check(Promise<Status> check) {
    check.complete(
        refusal.isEmpty()
            ? Status.OK()
            : Status.KO(new JsonObject().put("pusher", "refuses our credentials: " + refusal)));
  }
}

package dev.streamviewer.webhook.dedup;

import dev.streamviewer.webhook.delivery.CallbackOutcome;
import io.vertx.core.Future;
import java.util.function.Supplier;

/** Does something once for each key, however often and however simultaneously it is asked. */
public final class Deduplicator {
  private final DeliveryMarks inbox;

  public Deduplicator(DeliveryMarks inbox) {
    this.inbox = inbox;
  }

  /**
   * Does the work unless it was done before or is being done.
   *
   * @param work what it came to; if Twitch has to send it again, the key becomes free again
   */
  public Future<CallbackOutcome> once(String key, Supplier<Future<CallbackOutcome>> work) {
    return inbox
        .claim(key)
        .compose(
            claim ->
                switch (claim) {
                  case DELIVERED -> Future.succeededFuture(CallbackOutcome.DUPLICATE);
                  case IN_FLIGHT -> Future.succeededFuture(CallbackOutcome.IN_FLIGHT);
                  case NEW ->
                      work.get()
                          .onSuccess(outcome -> settle(key, outcome))
                          .onFailure(failure -> inbox.release(key));
                });
  }

  private void settle(String key, CallbackOutcome outcome) {
    if (outcome == CallbackOutcome.IN_FLIGHT || outcome == CallbackOutcome.NOT_NOW) {
      inbox.release(key);
    } else {
      inbox.confirm(key);
    }
  }
}

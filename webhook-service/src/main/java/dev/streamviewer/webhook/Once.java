package dev.streamviewer.webhook;

import io.vertx.core.Future;
import java.util.function.Supplier;

/** Does something once for each key, however often and however simultaneously it is asked. */
final class Once {
  private final Inbox inbox;

  Once(Inbox inbox) {
    this.inbox = inbox;
  }

  /**
   * Does the work unless it was done before or is being done.
   *
   * @param work what it came to; if Twitch has to send it again, the key becomes free again
   */
  Future<Outcome> once(String key, Supplier<Future<Outcome>> work) {
    return inbox
        .claim(key)
        .compose(
            claim ->
                switch (claim) {
                  case DELIVERED -> Future.succeededFuture(Outcome.DUPLICATE);
                  case IN_FLIGHT -> Future.succeededFuture(Outcome.IN_FLIGHT);
                  case NEW ->
                      work.get()
                          .onSuccess(outcome -> settle(key, outcome))
                          .onFailure(failure -> inbox.release(key));
                });
  }

  private void settle(String key, Outcome outcome) {
    if (outcome == Outcome.IN_FLIGHT || outcome == Outcome.NOT_NOW) {
      inbox.release(key);
    } else {
      inbox.confirm(key);
    }
  }
}

package dev.streamviewer.platform.bus;

import dev.streamviewer.platform.bus.BusFailure.Reason;

/** The failure of a request that no server answered. */
final class Unanswered extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  Unanswered(Reason reason) {
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}

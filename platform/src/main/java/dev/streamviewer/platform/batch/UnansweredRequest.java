package dev.streamviewer.platform.batch;

import dev.streamviewer.platform.bus.BusFailure.Reason;

/** The failure of a request that no server answered. */
final class UnansweredRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  UnansweredRequest(Reason reason) {
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}

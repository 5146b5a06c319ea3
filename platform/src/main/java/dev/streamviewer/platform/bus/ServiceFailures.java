package dev.streamviewer.platform.bus;

import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.record.UnreadableRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The failures of requests, in sentences for viewers. */
public final class ServiceFailures {
  private static final Logger log = LoggerFactory.getLogger(ServiceFailures.class);

  private ServiceFailures() {}

  /** A failure of a request that no server answered. */
  public static BusFailure of(String service, Reason reason) {
    return new BusFailure(
        reason,
        switch (reason) {
          case UNAVAILABLE ->
              "The %s service is not running just now. Please try again soon.".formatted(service);
          case TIMEOUT ->
              "The %s service did not answer in time. Please try again.".formatted(service);
          case BUSY ->
              "The %s service is too busy at the moment. Please try again.".formatted(service);
          default -> "Something went wrong here. Please try again.";
        });
  }

  /** The failure of a server, as its client may see it; an unexpected one is logged here. */
  public static BusFailure ofServer(String address, Throwable failure) {
    if (failure instanceof BusFailure expected) {
      return expected;
    }
    if (failure instanceof UnreadableRecord unreadable) {
      return ofUnreadable(service(address), unreadable.fault());
    }
    log.error("A request to {} failed", address, failure);
    return new BusFailure(Reason.INTERNAL, "Something went wrong here. Please try again.");
  }

  private static BusFailure ofUnreadable(String service, UnreadableRecord.Fault fault) {
    return fault == UnreadableRecord.Fault.NEWER_VERSION
        ? new BusFailure(
            Reason.UNAVAILABLE,
            "The %s service is being updated just now. Please try again soon.".formatted(service))
        : new BusFailure(Reason.INTERNAL, "Something went wrong here. Please try again.");
  }

  /** The reason with an ordinal that crossed the bus. */
  public static Reason reason(int ordinal) {
    var reasons = Reason.values();
    return ordinal >= 0 && ordinal < reasons.length ? reasons[ordinal] : Reason.INTERNAL;
  }

  /** The name of the service that an address belongs to. */
  public static String service(String address) {
    return address.substring(0, address.indexOf('.'));
  }
}

package dev.streamviewer.notifier.pusher;

import dev.streamviewer.notifier.delivery.SinkResponse;
import dev.streamviewer.platform.contract.event.ChannelOccupancy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Pusher for all occupied channels, since webhooks may be lost in an outage. */
final class OccupancyReports {
  private static final Logger log = LoggerFactory.getLogger(OccupancyReports.class);

  private final PusherClient pusher;
  private final Clock clock;
  private final Counter foreign;
  private final Counter omitted;

  OccupancyReports(PusherClient pusher, MeterRegistry meters, Clock clock) {
    this.pusher = pusher;
    this.clock = clock;
    this.foreign = ignored(meters, "name");
    this.omitted = ignored(meters, "number");
  }

  private static Counter ignored(MeterRegistry meters, String reason) {
    return Counter.builder("sev_notifier_channels_ignored")
        .description("Occupied Pusher channels left out of the list of each minute")
        .tag("reason", reason)
        .register(meters);
  }

  /** Returns all occupied channels; empty if Pusher does not answer. */
  Future<Optional<ChannelOccupancy>> fetch() {
    return pusher
        .channels()
        .map(
            response ->
                response.isAccepted() ? occupancy(response) : unavailable(response.toString()))
        .otherwise(failure -> unavailable(failure.getMessage()));
  }

  private Optional<ChannelOccupancy> occupancy(SinkResponse response) {
    try {
      var channels = OccupiedChannels.parse(response.text());
      foreign.increment(channels.foreign());
      omitted.increment(channels.omitted());
      return Optional.of(
          new ChannelOccupancy(
              true, channels.names(), Set.of(), channels.omitted(), clock.instant()));
    } catch (IOException e) {
      return unavailable("the response is not a list of channels");
    }
  }

  private static Optional<ChannelOccupancy> unavailable(String reason) {
    log.warn("Cannot fetch the occupied channels from Pusher: {}", reason);
    return Optional.empty();
  }
}

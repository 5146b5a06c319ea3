package dev.streamviewer.notifier;

import dev.streamviewer.platform.contract.ChannelOccupancy;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks Pusher for all channels that have listeners, since webhooks may be lost in an outage. */
final class OccupancyReports {
  private static final Logger log = LoggerFactory.getLogger(OccupancyReports.class);

  private final PusherClient pusher;
  private final Clock clock;

  OccupancyReports(PusherClient pusher, Clock clock) {
    this.pusher = pusher;
    this.clock = clock;
  }

  /** All occupied channels; empty if Pusher does not say. */
  Future<Optional<ChannelOccupancy>> ask() {
    return pusher
        .channels()
        .map(
            answer ->
                answer.accepted() ? Optional.of(occupancy(answer)) : unclear(answer.toString()))
        .otherwise(failure -> unclear(failure.getMessage()));
  }

  private ChannelOccupancy occupancy(Answer answer) {
    var channels = new JsonObject(answer.text()).getJsonObject("channels", new JsonObject());
    return new ChannelOccupancy(true, Set.copyOf(channels.fieldNames()), Set.of(), clock.instant());
  }

  private static Optional<ChannelOccupancy> unclear(String why) {
    log.warn("Pusher does not say who listens: {}", why);
    return Optional.empty();
  }
}

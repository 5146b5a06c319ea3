package dev.streamviewer.auth.overlay;

import dev.streamviewer.auth.crypto.RandomIds;
import dev.streamviewer.auth.overlay.StoredOverlays.Version;
import dev.streamviewer.auth.session.MapCapacity;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.cluster.SharedMaps;
import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.core.shareddata.SharedData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/**
 * The overlays in cluster memory, by viewer. The map lists what is valid, not what was withdrawn:
 * if the cluster loses its memory, all overlays end instead of withdrawn ones coming back. Only
 * random versions are stored, from which no token can be made.
 */
final class OverlayStore {
  static final int MAX_STREAMERS = 10;
  private static final int MAX_VIEWERS = 20_000;

  /** A viewer's entry changes at most a few times at once. */
  private static final int ATTEMPTS = 5;

  private final AsyncMap<String, String> map;
  private final MapCapacity capacity;
  private final Clock clock;

  private OverlayStore(AsyncMap<String, String> map, Clock clock) {
    this.map = map;
    this.clock = clock;
    this.capacity =
        new MapCapacity(
            map,
            MAX_VIEWERS,
            clock,
            "Too many viewers of this site have overlays. Please try again another day.");
  }

  static Future<OverlayStore> create(SharedData shared, Clock clock) {
    return SharedMaps.map(shared, SharedMaps.OVERLAYS).map(map -> new OverlayStore(map, clock));
  }

  /** Finds the overlays of a viewer that are not expired. */
  Future<StoredOverlays> find(String viewerId) {
    return map.get(viewerId).map(json -> StoredOverlays.parse(json).at(clock.instant()));
  }

  /**
   * Makes overlays of a streamer valid until a time, and returns their version. An existing version
   * stays, so that addresses in use keep working.
   *
   * @return fails with LIMITED if the viewer has overlays of too many streamers
   */
  Future<String> allow(String viewerId, String streamer, Instant expiresAt) {
    return capacity
        .reserve()
        .compose(
            reserved ->
                change(viewerId, ATTEMPTS, overlays -> allowed(overlays, streamer, expiresAt)))
        .map(overlays -> overlays.byStreamer().get(streamer).version());
  }

  /** Withdraws the overlays of a streamer. */
  Future<Void> withdraw(String viewerId, String streamer) {
    return change(viewerId, ATTEMPTS, overlays -> overlays.without(streamer)).mapEmpty();
  }

  /** Withdraws all overlays of a viewer. */
  Future<Void> withdrawAll(String viewerId) {
    return map.remove(viewerId).mapEmpty();
  }

  private static StoredOverlays allowed(
      StoredOverlays overlays, String streamer, Instant expiresAt) {
    var current = overlays.byStreamer().get(streamer);
    if (current == null && overlays.byStreamer().size() >= MAX_STREAMERS) {
      throw new BusFailure(
          Reason.LIMITED,
          "You have overlays of %d streamers. Withdraw one before you create another."
              .formatted(MAX_STREAMERS));
    }
    var version = current == null ? RandomIds.next() : current.version();
    return overlays.with(streamer, new Version(version, expiresAt));
  }

  /** Changes an entry, unless another process changes it at the same moment again and again. */
  private Future<StoredOverlays> change(
      String viewerId, int attempts, UnaryOperator<StoredOverlays> change) {
    return map.get(viewerId)
        .compose(
            before -> {
              var after = change.apply(StoredOverlays.parse(before).at(clock.instant()));
              return replace(viewerId, before, after)
                  .compose(
                      replaced ->
                          replaced
                              ? Future.succeededFuture(after)
                              : attempts > 1
                                  ? change(viewerId, attempts - 1, change)
                                  : Future.failedFuture(busy()));
            });
  }

  private Future<Boolean> replace(String viewerId, String before, StoredOverlays after) {
    if (after.byStreamer().isEmpty()) {
      return before == null ? Future.succeededFuture(true) : map.removeIfPresent(viewerId, before);
    }
    var ttl = Math.max(1, Duration.between(clock.instant(), after.lastExpiry()).toMillis());
    return before == null
        ? map.putIfAbsent(viewerId, after.json(), ttl).map(other -> other == null)
        : map.replaceIfPresent(viewerId, before, after.json(), ttl);
  }

  private static BusFailure busy() {
    return new BusFailure(
        Reason.BUSY, "Your overlays are being changed at the moment. Please try again.");
  }
}

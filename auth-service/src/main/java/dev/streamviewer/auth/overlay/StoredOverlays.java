package dev.streamviewer.auth.overlay;

import dev.streamviewer.platform.record.StoredJson;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The valid overlays of a viewer, as stored in cluster memory.
 *
 * @param byStreamer the current version by the streamer's login
 */
record StoredOverlays(Map<String, Version> byStreamer) {
  /** A version of overlays; only tokens with the current version are valid. */
  record Version(String version, Instant expiresAt) {}

  static StoredOverlays none() {
    return new StoredOverlays(Map.of());
  }

  static StoredOverlays parse(String json) {
    return json == null ? none() : StoredJson.decode(json, StoredOverlays.class);
  }

  String json() {
    return StoredJson.encode(this);
  }

  /** Returns the overlays that are not expired. */
  StoredOverlays at(Instant now) {
    return new StoredOverlays(
        byStreamer.entrySet().stream()
            .filter(it -> now.isBefore(it.getValue().expiresAt()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  StoredOverlays with(String streamer, Version version) {
    var all = new TreeMap<>(byStreamer);
    all.put(streamer, version);
    return new StoredOverlays(all);
  }

  StoredOverlays without(String streamer) {
    var all = new TreeMap<>(byStreamer);
    all.remove(streamer);
    return new StoredOverlays(all);
  }

  /** Returns the latest expiry; fails without overlays. */
  Instant lastExpiry() {
    return byStreamer.values().stream()
        .map(Version::expiresAt)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }
}

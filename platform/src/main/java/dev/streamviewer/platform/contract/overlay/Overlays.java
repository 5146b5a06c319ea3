package dev.streamviewer.platform.contract.overlay;

import java.time.Instant;
import java.util.List;

/** The overlays of a viewer, without their tokens. */
public record Overlays(List<Overlay> overlays) {
  /**
   * The overlays of one streamer.
   *
   * @param streamer the login of the streamer in lower case
   * @param expiresAt the expiry of the newest token
   */
  public record Overlay(String streamer, Instant expiresAt) {}
}

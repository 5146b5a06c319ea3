package dev.streamviewer.platform.contract.auth;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.record.OptionalField;

/**
 * A valid session.
 *
 * @param lender an opaque id that grants only the session's chat token; null unless the viewer
 *     consented to {@code user:read:chat}
 * @param moderator an opaque id that tells only which channels the viewer moderates; null unless
 *     the viewer consented to {@code user:read:moderated_channels}
 */
public record Session(
    Viewer viewer, @OptionalField Secret lender, @OptionalField Secret moderator) {
  /** A session without consent to read the moderated channels. */
  public Session(Viewer viewer, Secret lender) {
    this(viewer, lender, null);
  }
}

package dev.streamviewer.auth.overlay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.streamviewer.auth.crypto.DerivedKey;
import dev.streamviewer.platform.config.Secret;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes and reads overlay tokens. A token is its readable content and a signature, with a dot
 * between them. The key serves no other purpose, and all auth services derive the same one.
 */
final class OverlayTokens {
  private static final String PURPOSE = "streamer-event-viewer overlay tokens 1";

  /** Viewer, streamer, version, expiry in seconds. No part can contain the separator. */
  private static final Pattern CONTENT =
      Pattern.compile("([0-9]{1,20}):([a-z0-9_]{1,25}):([A-Za-z0-9_-]{43}):([0-9]{1,12})");

  private static final Pattern TOKEN =
      Pattern.compile("([A-Za-z0-9_-]{1,160})\\.([A-Za-z0-9_-]{43})");

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final DerivedKey key;

  /**
   * @param clientSecret the secret that all auth services have and no other service has
   */
  OverlayTokens(Secret clientSecret) {
    this.key = DerivedKey.of(clientSecret, PURPOSE);
  }

  /** Writes a token. */
  Secret write(OverlayGrant grant) {
    var content =
        "%s:%s:%s:%d"
            .formatted(
                grant.viewerId(),
                grant.streamer(),
                grant.version(),
                grant.expiresAt().getEpochSecond());
    if (!CONTENT.matcher(content).matches()) {
      throw new IllegalArgumentException("An overlay token cannot express " + grant);
    }
    var encoded = BASE64.encodeToString(content.getBytes(US_ASCII));
    return new Secret(encoded + "." + signature(encoded));
  }

  /** Reads a token; empty unless it was written here and is not expired. */
  Optional<OverlayGrant> read(Secret token, Instant now) {
    if (token == null || token.value() == null) {
      return Optional.empty();
    }
    var parts = TOKEN.matcher(token.value());
    return parts.matches() && isSigned(parts.group(1), parts.group(2))
        ? content(parts.group(1)).filter(grant -> now.isBefore(grant.expiresAt()))
        : Optional.empty();
  }

  /** Compares in constant time, in the encoded form, which is unique. */
  private boolean isSigned(String encoded, String signature) {
    return MessageDigest.isEqual(
        signature(encoded).getBytes(US_ASCII), signature.getBytes(US_ASCII));
  }

  private String signature(String encoded) {
    return BASE64.encodeToString(key.sign(encoded));
  }

  /** Reads signed content; an older version of this service may have written another form. */
  private static Optional<OverlayGrant> content(String encoded) {
    var text = new String(Base64.getUrlDecoder().decode(encoded), US_ASCII);
    var fields = CONTENT.matcher(text);
    return fields.matches()
        ? Optional.of(
            new OverlayGrant(
                fields.group(1),
                fields.group(2),
                fields.group(3),
                Instant.ofEpochSecond(Long.parseLong(fields.group(4)))))
        : Optional.empty();
  }
}

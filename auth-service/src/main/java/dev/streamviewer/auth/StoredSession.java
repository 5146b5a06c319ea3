package dev.streamviewer.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.auth.crypto.TokenCipher;
import dev.streamviewer.platform.bus.RecordJson;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.Viewer;
import java.time.Instant;
import java.util.Optional;

/**
 * A session as it lies in cluster memory, which more processes hold than may see its tokens.
 *
 * @param tokens the encrypted {@link Pair}
 */
record StoredSession(
    Viewer viewer, String tokens, Instant expiresAt, Instant validatedAt, Instant createdAt) {

  /** Both tokens of a session; the second may be null. */
  record Pair(Secret access, Secret refresh) {}

  /**
   * @param key where it will lie
   */
  static StoredSession of(UserSession session, String key, TokenCipher cipher) {
    var pair = new Pair(session.accessToken(), session.refreshToken());
    return new StoredSession(
        session.viewer(),
        cipher.encrypt(new String(RecordJson.encode(pair), UTF_8), key),
        session.expiresAt(),
        session.validatedAt(),
        session.createdAt());
  }

  static StoredSession parse(String json) {
    return RecordJson.decode(json.getBytes(UTF_8), StoredSession.class);
  }

  String json() {
    return new String(RecordJson.encode(this), UTF_8);
  }

  /** The session, or nothing if its tokens cannot be decrypted. */
  Optional<UserSession> decrypt(String key, TokenCipher cipher) {
    return cipher
        .decrypt(tokens, key)
        .map(text -> RecordJson.decode(text.getBytes(UTF_8), Pair.class))
        .map(
            pair ->
                new UserSession(
                    viewer, pair.access(), pair.refresh(), expiresAt, validatedAt, createdAt));
  }
}

package dev.streamviewer.auth.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.auth.crypto.TokenCipher;
import dev.streamviewer.platform.bus.RecordJson;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.Viewer;
import java.time.Instant;
import java.util.Optional;

/**
 * A session as stored in cluster memory, to which more processes have access than may see tokens.
 *
 * @param tokens the encrypted {@link TokenPair}
 */
record StoredSession(
    Viewer viewer, String tokens, Instant expiresAt, Instant validatedAt, Instant createdAt) {

  /** Both tokens of a session; the refresh token may be null. */
  record TokenPair(Secret access, Secret refresh) {}

  /**
   * @param key the key of the map entry
   */
  static StoredSession of(UserSession session, String key, TokenCipher cipher) {
    var pair = new TokenPair(session.accessToken(), session.refreshToken());
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

  /** Decrypts the session; empty if that fails. */
  Optional<UserSession> decrypt(String key, TokenCipher cipher) {
    return cipher
        .decrypt(tokens, key)
        .map(text -> RecordJson.decode(text.getBytes(UTF_8), TokenPair.class))
        .map(
            pair ->
                new UserSession(
                    viewer, pair.access(), pair.refresh(), expiresAt, validatedAt, createdAt));
  }
}

package dev.streamviewer.sandbox.wire;

import java.security.SecureRandom;

/** Unguessable text for tokens, codes and socket ids. */
public final class RandomTokens {
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

  private final SecureRandom random = new SecureRandom();

  public String token(int length) {
    return random
        .ints(length, 0, ALPHABET.length())
        .collect(
            StringBuilder::new,
            (text, index) -> text.append(ALPHABET.charAt(index)),
            StringBuilder::append)
        .toString();
  }

  /** A number as text, as the ids of Twitch and the halves of Pusher's socket ids are. */
  public String digits() {
    return Integer.toString(random.nextInt(100_000_000, 1_000_000_000));
  }
}

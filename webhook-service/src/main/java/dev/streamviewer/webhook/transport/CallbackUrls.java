package dev.streamviewer.webhook.transport;

import dev.streamviewer.platform.config.Secret;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;

/**
 * The addresses at which Twitch finds us. Twitch never shows with which secret it signs; so while
 * secrets change, the query of a callback says it, which also lets an old and a new subscription
 * stand side by side.
 */
public final class CallbackUrls {
  private static final String MARK = "?signed=";

  private final String address;
  private final Optional<String> former;
  private final Secret secret;
  private final boolean rotating;
  private final String marked;

  /**
   * @param address where Twitch is to send what happens
   * @param former where it was told to before, if that moved
   * @param secret what it is to sign with
   * @param rotating whether some of what exists may be signed with the secret before
   */
  public CallbackUrls(URI address, Optional<URI> former, Secret secret, boolean rotating) {
    this.address = address.toString();
    this.former = former.map(URI::toString);
    this.secret = secret;
    this.rotating = rotating;
    this.marked = this.address + MARK + SecretFingerprint.of(secret);
  }

  /** A webhook to us, as Twitch wants to be told of it. */
  public JsonObject webhook() {
    return new JsonObject()
        .put("method", "webhook")
        .put("callback", rotating ? marked : address)
        .put("secret", secret.value());
  }

  /** Whether a callback, as Twitch lists it, is ours, and as it should be. */
  public Ownership of(String callback) {
    if (callback.equals(marked) || callback.equals(address) && !rotating) {
      return Ownership.CURRENT;
    }
    return isOrMarks(callback, address) || former.filter(it -> isOrMarks(callback, it)).isPresent()
        ? Ownership.FORMER
        : Ownership.FOREIGN;
  }

  private static boolean isOrMarks(String callback, String address) {
    return callback.equals(address) || callback.startsWith(address + MARK);
  }
}

package dev.streamviewer.webhook.transport;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.webhook.config.WebhookConfig;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Optional;

/**
 * The callback URLs of this deployment. Twitch never shows which secret signs a subscription.
 * During a rotation the query of a callback therefore holds a fingerprint of the secret, which also
 * lets an old and a new subscription coexist.
 */
public final class CallbackUrls {
  private static final String FINGERPRINT_QUERY = "?signed=";

  private final String address;
  private final Optional<String> previous;
  private final Secret secret;
  private final boolean rotating;
  private final String addressWithFingerprint;

  /** Returns the callback URLs of a configuration, which is rotating while it has two secrets. */
  public static CallbackUrls of(WebhookConfig config) {
    var secrets = config.secrets();
    return new CallbackUrls(
        config.callback(), config.previousCallback(), secrets.get(0), secrets.size() > 1);
  }

  /**
   * @param address the current callback URL
   * @param previous the previous callback URL, if the address changed
   * @param secret the secret of new subscriptions
   * @param rotating whether existing subscriptions may use the previous secret
   */
  public CallbackUrls(URI address, Optional<URI> previous, Secret secret, boolean rotating) {
    this.address = address.toString();
    this.previous = previous.map(URI::toString);
    this.secret = secret;
    this.rotating = rotating;
    this.addressWithFingerprint = this.address + FINGERPRINT_QUERY + SecretFingerprint.of(secret);
  }

  /** The webhook transport of a new subscription, in the form of Twitch's API. */
  public JsonObject webhook() {
    return new JsonObject()
        .put("method", "webhook")
        .put("callback", rotating ? addressWithFingerprint : address)
        .put("secret", secret.value());
  }

  /** The ownership of a listed callback. */
  public SubscriptionOwnership ownershipOf(String callback) {
    if (callback.equals(addressWithFingerprint) || callback.equals(address) && !rotating) {
      return SubscriptionOwnership.CURRENT;
    }
    return matches(callback, address) || previous.filter(it -> matches(callback, it)).isPresent()
        ? SubscriptionOwnership.OUTDATED
        : SubscriptionOwnership.FOREIGN;
  }

  private static boolean matches(String callback, String address) {
    return callback.equals(address) || callback.startsWith(address + FINGERPRINT_QUERY);
  }
}

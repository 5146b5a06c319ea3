package dev.streamviewer.webhook.config;

import dev.streamviewer.platform.config.PublicUrl;
import dev.streamviewer.platform.config.PusherServer;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.config.Settings;
import dev.streamviewer.webhook.eventsub.TypeVersions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of the webhook service.
 *
 * @param helix the address of Twitch's API
 * @param eventSub the address of Twitch's WebSocket server
 * @param callback the public callback URL
 * @param previousCallback the previous callback URL, if the address changed
 * @param shards the number of shards of our conduit; 0 for webhooks without a conduit
 * @param secrets Twitch's signing secrets: the current one, then the previous one
 * @param pusher whether Pusher reports listeners
 * @param versions the versions of subscription types
 */
public record WebhookConfig(
    URI helix,
    URI eventSub,
    URI callback,
    Optional<URI> previousCallback,
    int shards,
    List<Secret> secrets,
    boolean pusher,
    TypeVersions versions) {
  private static final String PATH = "/api/callback";
  private static final String SECRET = "WEBHOOK_SECRET";
  private static final String PREVIOUS_SECRET = "WEBHOOK_SECRET_PREVIOUS";

  public static WebhookConfig from(Settings settings) {
    var secrets = new ArrayList<Secret>();
    secrets.add(settings.secret(SECRET, "the secret that signs Twitch's webhooks"));
    settings
        .optionalSecret(PREVIOUS_SECRET)
        .filter(previous -> !previous.equals(secrets.get(0)))
        .ifPresent(secrets::add);
    check(settings, SECRET, secrets.get(0));
    secrets.stream().skip(1).forEach(secret -> check(settings, PREVIOUS_SECRET, secret));
    return new WebhookConfig(
        settings.url("TWITCH_API_URL", "https://api.twitch.tv/helix"),
        settings.webSocket("TWITCH_EVENTSUB_URL", "wss://eventsub.wss.twitch.tv/ws"),
        PublicUrl.from(settings).resolve(PATH),
        PublicUrl.previous(settings).map(before -> before.resolve(PATH)),
        shards(settings),
        List.copyOf(secrets),
        PusherServer.isEnabled(settings),
        TypeVersions.from(settings));
  }

  /** Whether subscriptions use a conduit instead of webhooks of their own. */
  public boolean usesConduit() {
    return shards > 0;
  }

  /**
   * A single shard could not change its secret without a gap. All shards post to one address, so
   * more than a few gain nothing.
   */
  private static int shards(Settings settings) {
    var shards = settings.number("TWITCH_CONDUIT_SHARDS", 2, 2, 20);
    var text = settings.text("TWITCH_TRANSPORT", "webhook");
    return switch (text) {
      case "webhook" -> 0;
      case "conduit" -> shards;
      default -> {
        settings.fault("TWITCH_TRANSPORT is \"%s\", expected webhook or conduit".formatted(text));
        yield 0;
      }
    };
  }

  /** Twitch takes 10 to 100 ASCII characters. */
  private static void check(Settings settings, String name, Secret secret) {
    var value = secret.value();
    var ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(value);
    if (!value.isEmpty() && (!ascii || value.length() < 10 || value.length() > 100)) {
      settings.fault(
          "%s has %d characters, expected 10 to 100 ASCII characters; try: openssl rand -hex 32"
              .formatted(name, value.length()));
    }
  }
}

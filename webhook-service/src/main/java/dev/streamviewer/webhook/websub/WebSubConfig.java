package dev.streamviewer.webhook.websub;

import dev.streamviewer.platform.contract.Secret;
import dev.streamviewer.platform.launch.Settings;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which hub to subscribe at, and how.
 *
 * @param hub where subscriptions are asked for
 * @param topics the address of a topic without its query
 * @param callback where the hub is to send what happens
 * @param secret what it is to sign with
 */
public record WebSubConfig(URI hub, URI topics, URI callback, Secret secret) {
  private static final String HUB = "WEBSUB_HUB_URL";
  private static final String TOPICS = "WEBSUB_TOPIC_URL";
  private static final String DEFAULT_TOPICS = "https://api.twitch.tv/helix/streams";
  private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

  /** Reads which hub there is; empty if none is named. */
  public static Optional<WebSubConfig> from(Settings settings, URI callback, Secret secret) {
    var topics = settings.url(TOPICS, DEFAULT_TOPICS);
    if (!topics.getPath().endsWith("/streams")) {
      settings.fault(
          "%s is \"%s\", expected an address that ends in /streams, by which a hub's notifications"
                  .formatted(TOPICS, topics)
              + " are told apart");
    }
    if (settings.text(HUB, "").isEmpty()) {
      return Optional.empty();
    }
    var hub = settings.url(HUB, "https://hub.example.com/hub");
    if ("http".equals(hub.getScheme()) && !LOOPBACK.matcher(hub.getHost()).matches()) {
      settings.fault(
          "%s is \"%s\", expected https: the hub is told WEBHOOK_SECRET".formatted(HUB, hub));
    }
    return Optional.of(new WebSubConfig(hub, topics, callback, secret));
  }

  /** The topic that tells of a streamer. */
  String topic(String streamerId) {
    return topics + "?user_id=" + streamerId;
  }
}

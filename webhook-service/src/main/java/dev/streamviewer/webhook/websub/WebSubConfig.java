package dev.streamviewer.webhook.websub;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.config.Settings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Configuration of the WebSub hub.
 *
 * @param hub the address for subscription requests
 * @param topics the address of a topic without the query
 * @param callback the address for notifications, without the token of a topic
 * @param credentials the secrets and tokens of topics
 */
public record WebSubConfig(URI hub, URI topics, URI callback, HubCredentials credentials) {
  private static final String HUB = "WEBSUB_HUB_URL";
  private static final String TOPICS = "WEBSUB_TOPIC_URL";
  private static final String DEFAULT_TOPICS = "https://api.twitch.tv/helix/streams";
  private static final String STREAMER = "?user_id=";
  private static final Pattern STREAMER_ID = Pattern.compile("\\d{1,20}");
  private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

  /**
   * Reads the configuration; empty if no hub is configured.
   *
   * @param secrets the webhook secret, then the previous one during a rotation
   */
  public static Optional<WebSubConfig> from(Settings settings, URI callback, List<Secret> secrets) {
    var topics = settings.url(TOPICS, DEFAULT_TOPICS);
    if (!topics.getPath().endsWith("/streams")) {
      settings.fault(
          "%s is \"%s\", expected an address that ends in /streams, because notifications of a hub"
                  .formatted(TOPICS, topics)
              + " are recognized by it");
    }
    if (settings.text(HUB, "").isEmpty()) {
      return Optional.empty();
    }
    var hub = settings.url(HUB, "https://hub.example.com/hub");
    if ("http".equals(hub.getScheme()) && !LOOPBACK.matcher(hub.getHost()).matches()) {
      settings.fault(
          "%s is \"%s\", expected https, because the hub receives secrets".formatted(HUB, hub));
    }
    return Optional.of(new WebSubConfig(hub, topics, callback, new HubCredentials(secrets)));
  }

  /** Returns the topic of a streamer. */
  String topic(String streamerId) {
    return topics + STREAMER + streamerId;
  }

  /** Returns the id of a topic's streamer; empty if the topic does not belong to this hub. */
  public Optional<String> streamerOf(String topic) {
    var prefix = topics + STREAMER;
    return topic.startsWith(prefix)
        ? Optional.of(topic.substring(prefix.length()))
            .filter(id -> STREAMER_ID.matcher(id).matches())
        : Optional.empty();
  }
}

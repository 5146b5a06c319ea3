package dev.streamviewer.notifier.sns;

import dev.streamviewer.platform.config.Settings;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The Amazon SNS topic that receives events.
 *
 * @param topic the ARN of the topic
 * @param region the region in the ARN
 * @param endpoint an SNS-compatible server; empty for Amazon's
 */
public record SnsConfig(String topic, String region, Optional<URI> endpoint) {
  public static final String TOPIC = "SNS_TOPIC_ARN";
  public static final String EXAMPLE = "arn:aws:sns:eu-west-1:123456789012:events";

  private static final String ENDPOINT = "SNS_ENDPOINT";
  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:sns:([a-z0-9-]+):\\d{12}:[A-Za-z0-9_-]{1,256}(\\.fifo)?");

  /** Reads the configuration; empty if no topic is set. */
  public static Optional<SnsConfig> from(Settings settings) {
    var topic = settings.text(TOPIC, "");
    if (topic.isEmpty()) {
      return Optional.empty();
    }
    var arn = ARN.matcher(topic);
    if (!arn.matches()) {
      settings.fault(
          "%s is \"%s\", expected the ARN of a topic such as %s".formatted(TOPIC, topic, EXAMPLE));
      return Optional.empty();
    }
    return Optional.of(new SnsConfig(topic, arn.group(1), endpoint(settings)));
  }

  /** Returns whether the topic keeps the order of messages in a group. */
  boolean isOrdered() {
    return topic.endsWith(".fifo");
  }

  private static Optional<URI> endpoint(Settings settings) {
    if (settings.text(ENDPOINT, "").isEmpty()) {
      return Optional.empty();
    }
    var url = settings.url(ENDPOINT, "http://localhost:4566");
    if (!url.getPath().isEmpty()) {
      settings.fault("%s is \"%s\", expected no path after the host".formatted(ENDPOINT, url));
    }
    return Optional.of(url);
  }
}

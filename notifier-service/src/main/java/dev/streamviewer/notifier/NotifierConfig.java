package dev.streamviewer.notifier;

import dev.streamviewer.notifier.pusher.PusherConfig;
import dev.streamviewer.notifier.sns.SnsConfig;
import dev.streamviewer.platform.config.PusherServer;
import dev.streamviewer.platform.config.Settings;
import java.util.Optional;

/**
 * Configuration of the notifier.
 *
 * @param sns a topic that gets all events, in addition to Pusher or instead of it
 */
record NotifierConfig(Optional<PusherConfig> pusher, Optional<SnsConfig> sns) {
  static NotifierConfig from(Settings settings) {
    if (PusherServer.isEnabled(settings)) {
      return new NotifierConfig(Optional.of(PusherConfig.from(settings)), SnsConfig.from(settings));
    }
    settings.required(
        SnsConfig.TOPIC,
        "with PUSHER_ENABLED=false the only sink is a topic of Amazon SNS, such as "
            + SnsConfig.EXAMPLE);
    return new NotifierConfig(Optional.empty(), SnsConfig.from(settings));
  }
}

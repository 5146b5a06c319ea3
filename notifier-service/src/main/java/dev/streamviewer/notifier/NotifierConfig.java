package dev.streamviewer.notifier;

import dev.streamviewer.platform.launch.Settings;
import java.util.Optional;

/**
 * What the notifier is told: to whom events go.
 *
 * @param sns a topic that gets all events beside Pusher, if any
 */
record NotifierConfig(PusherConfig pusher, Optional<SnsConfig> sns) {
  static NotifierConfig from(Settings settings) {
    return new NotifierConfig(PusherConfig.from(settings), SnsConfig.from(settings));
  }
}

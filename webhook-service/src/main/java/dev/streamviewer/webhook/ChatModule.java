package dev.streamviewer.webhook;

import dev.streamviewer.webhook.chat.ChatNotices;
import dev.streamviewer.webhook.chat.ChatReader;
import dev.streamviewer.webhook.delivery.EventPipeline;
import dev.streamviewer.webhook.headline.EventTranslator;
import dev.streamviewer.webhook.streamer.StreamerDirectory;
import java.util.Set;
import java.util.function.Supplier;

/** The chats of watched streamers, and the delivery of their notices. */
final class ChatModule {
  private final ChatNotices notices;
  private final ChatReader reader;

  /**
   * @param wanted the ids of the streamers whose chats are read
   */
  ChatModule(
      WebhookResources resources,
      StreamerDirectory directory,
      EventPipeline pipeline,
      Supplier<Set<String>> wanted) {
    var config = resources.config();
    notices =
        new ChatNotices(
            resources.vertx(), new EventTranslator(directory), pipeline, resources.meters());
    reader =
        new ChatReader(
            resources.vertx(),
            new ChatReader.Addresses(config.helix(), config.eventSub()),
            resources.maps().chatTokenOwners(),
            resources.lease("chat"),
            wanted,
            notices::accept,
            resources.context());
  }

  ChatNotices notices() {
    return notices;
  }

  ChatReader reader() {
    return reader;
  }
}

package dev.streamviewer.webhook;

import dev.streamviewer.webhook.chat.ChatNotices;
import dev.streamviewer.webhook.chat.ChatReader;
import dev.streamviewer.webhook.headline.EventTranslator;
import dev.streamviewer.webhook.streamer.WatchedStreamers;

/** The chats of watched streamers, and the delivery of their notices. */
final class ChatModule {
  private final ChatNotices notices;
  private final ChatReader reader;

  ChatModule(
      WebhookResources resources,
      DeliveryModule delivery,
      EventTranslator translator,
      WatchedStreamers watchedStreamers) {
    var config = resources.config();
    notices =
        new ChatNotices(resources.vertx(), translator, delivery.pipeline(), resources.meters());
    reader =
        new ChatReader(
            resources.vertx(),
            new ChatReader.Addresses(config.helix(), config.eventSub()),
            resources.maps().chatTokenOwners(),
            resources.lease("chat"),
            watchedStreamers::wanted,
            notices::accept,
            config.versions(),
            resources.context());
  }

  ChatNotices notices() {
    return notices;
  }

  ChatReader reader() {
    return reader;
  }
}

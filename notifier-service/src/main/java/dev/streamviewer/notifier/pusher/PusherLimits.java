package dev.streamviewer.notifier.pusher;

import dev.streamviewer.notifier.delivery.EncodedEvent;
import dev.streamviewer.notifier.delivery.EventPayload;
import dev.streamviewer.notifier.delivery.SinkResponse;
import dev.streamviewer.platform.contract.event.ChannelNames;
import dev.streamviewer.platform.text.AsciiForm;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Pusher's limits for an event. Only an event beyond them can be refused for good: the same
 * statuses also mean that a quota is used up.
 *
 * @see <a href="https://pusher.com/docs/channels/library_auth_reference/rest-api/">HTTP API</a>
 */
public final class PusherLimits {
  private static final AsciiForm CHANNEL = AsciiForm.of("[A-Za-z0-9_\\-=@,.;]", 164);
  private static final Pattern NAME = Pattern.compile("\\S{1,200}");

  /** The form of the names of Twitch's types, which are neither reserved nor too long. */
  private static final AsciiForm PLAIN_NAME = AsciiForm.of("[A-Za-z0-9_.]", 200);

  private static final Pattern RESERVED_NAME = Pattern.compile("pusher(_internal)?:.*");

  private PusherLimits() {}

  /** Returns a response as doubted if it calls events unacceptable that are within the limits. */
  static SinkResponse judge(SinkResponse response, List<PublishedEvent> events) {
    return response.isPermanentError() && events.stream().allMatch(PusherLimits::allow)
        ? response.doubted()
        : response;
  }

  /** Returns whether Pusher accepts an event, sooner or later. */
  public static boolean allow(EncodedEvent event) {
    return allow(ChannelNames.channelOf(event.event()), event.event().type())
        && allowData(EventPayload.json(event, EventPayload.LIMIT));
  }

  private static boolean allow(PublishedEvent event) {
    return allow(event.channel(), event.name()) && allowData(event.data());
  }

  private static boolean allow(String channel, String name) {
    return CHANNEL.matches(channel) && allowName(name);
  }

  private static boolean allowName(String name) {
    return PLAIN_NAME.matches(name)
        || NAME.matcher(name).matches() && !RESERVED_NAME.matcher(name).matches();
  }

  private static boolean allowData(Buffer data) {
    return data.length() <= EventPayload.LIMIT;
  }
}

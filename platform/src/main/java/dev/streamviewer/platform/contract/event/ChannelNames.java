package dev.streamviewer.platform.contract.event;

import dev.streamviewer.platform.contract.streamer.StreamerLogins;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Names of Pusher channels, and the choice of the channel for an event. */
public final class ChannelNames {
  private static final String PRIVATE = "private-";

  /**
   * Public event types: these EventSub types need no authorization by the broadcaster. Chat is
   * public, so its content may be shown here too.
   */
  private static final Set<String> PUBLIC_TYPES =
      Set.of(
          "stream.online",
          "stream.offline",
          "channel.update",
          "channel.raid",
          "channel.chat.notification",
          "channel.shared_chat.begin",
          "channel.shared_chat.update",
          "channel.shared_chat.end");

  private ChannelNames() {}

  /** The channel for public events. */
  public static String publicChannel(String login) {
    return login.toLowerCase(Locale.ROOT);
  }

  /** The channel for events that only the broadcaster may see. */
  public static String privateChannel(String login) {
    return PRIVATE + publicChannel(login);
  }

  /**
   * The login of the streamer that a channel of either kind belongs to. Empty for any other
   * channel, since clients can invent Pusher channels.
   */
  public static Optional<String> loginOf(String channel) {
    var login = channel.startsWith(PRIVATE) ? channel.substring(PRIVATE.length()) : channel;
    return Optional.of(login).filter(StreamerLogins::isValid);
  }

  /** The channel of an event. */
  public static String channelOf(StreamEvent event) {
    var login = event.streamer().login();
    return isPublic(event) ? publicChannel(login) : privateChannel(login);
  }

  /** Whether an event is public. Unlisted types are private. */
  public static boolean isPublic(StreamEvent event) {
    return PUBLIC_TYPES.contains(
        StreamEvent.REVOCATION.equals(event.type())
            ? event.details().getString("type", "")
            : event.type());
  }
}

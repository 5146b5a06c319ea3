package dev.streamviewer.platform.contract.event;

import dev.streamviewer.platform.contract.streamer.StreamerLogins;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How Pusher channels are named, and which event goes to which. */
public final class ChannelNames {
  private static final String PRIVATE = "private-";

  /**
   * Facts that anyone may know: these EventSub types need no authorization by the broadcaster. Chat
   * is public, so what it shows to whoever reads it may be shown here too.
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

  /** The channel for public facts. */
  public static String publicChannel(String login) {
    return login.toLowerCase(Locale.ROOT);
  }

  /** The channel for what only the broadcaster may see. */
  public static String privateChannel(String login) {
    return PRIVATE + publicChannel(login);
  }

  /**
   * The login of the streamer that a channel of either kind belongs to. Empty for any other
   * channel: Pusher lets everybody invent channels.
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

  /** Whether anyone may see an event. It fails closed: a type that is not listed is private. */
  public static boolean isPublic(StreamEvent event) {
    return PUBLIC_TYPES.contains(
        StreamEvent.REVOCATION.equals(event.type())
            ? event.details().getString("type", "")
            : event.type());
  }
}

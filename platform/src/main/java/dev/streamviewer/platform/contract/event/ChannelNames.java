package dev.streamviewer.platform.contract.event;

import dev.streamviewer.platform.contract.streamer.StreamerLogins;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of Pusher channels, and the choice of the channel for an event. */
public final class ChannelNames {
  private static final String PRIVATE = "private-";

  /** No login contains a hyphen, so a moderator's channel is never the private one of a login. */
  private static final Pattern MODERATOR = Pattern.compile("private-([^-]+)-[0-9]{1,20}");

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
   * The channel for what one moderator may see of a streamer's channel. Each moderator has one, so
   * that it falls silent with the moderator's own subscriptions.
   */
  public static String moderatorChannel(String login, String moderatorId) {
    return privateChannel(login) + "-" + moderatorId;
  }

  /**
   * The login of the streamer that a channel of any kind belongs to. Empty for any other channel,
   * since clients can invent Pusher channels.
   */
  public static Optional<String> loginOf(String channel) {
    var moderators = MODERATOR.matcher(channel);
    if (moderators.matches()) {
      return Optional.of(moderators.group(1)).filter(StreamerLogins::isValid);
    }
    var login = channel.startsWith(PRIVATE) ? channel.substring(PRIVATE.length()) : channel;
    return Optional.of(login).filter(StreamerLogins::isValid);
  }

  /** The channel of an event. */
  public static String channelOf(StreamEvent event) {
    var login = event.streamer().login();
    if (event.moderator() != null) {
      return moderatorChannel(login, event.moderator());
    }
    return isPublic(event) ? publicChannel(login) : privateChannel(login);
  }

  /**
   * Whether a viewer may see an event.
   *
   * @param isBroadcaster whether the channel is the viewer's own
   * @param moderator the viewer's id if the viewer moderates the channel, else null
   */
  public static boolean isVisible(StreamEvent event, boolean isBroadcaster, String moderator) {
    return event.moderator() == null
        ? isBroadcaster || isPublic(event)
        : event.moderator().equals(moderator);
  }

  /** Whether an event is public. Unlisted types, and events of a moderator, are private. */
  public static boolean isPublic(StreamEvent event) {
    return event.moderator() == null
        && PUBLIC_TYPES.contains(
            StreamEvent.REVOCATION.equals(event.type())
                ? event.details().getString("type", "")
                : event.type());
  }
}

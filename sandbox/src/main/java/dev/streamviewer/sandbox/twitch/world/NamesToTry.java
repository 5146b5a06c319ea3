package dev.streamviewer.sandbox.twitch.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Names for a first visit: accounts to sign in with, and channels to watch. */
public final class NamesToTry {
  private static final int LIVE_CHANNELS = 4;

  private final TwitchWorld world;

  public NamesToTry(TwitchWorld world) {
    this.world = world;
  }

  /** Returns the accounts that the consent page offers, streamers last. */
  public List<TwitchUser> accounts(Optional<TwitchUser> last) {
    return world.all().stream()
        .map(SandboxStreamer::user)
        .filter(user -> user.consents() || last.filter(user::equals).isPresent())
        .sorted(Comparator.comparing(TwitchUser::streams))
        .toList();
  }

  /** Says what an account sees in the product. */
  public String about(TwitchUser user) {
    var parts = new ArrayList<String>();
    parts.add(user.streams() ? "Streamer" : "Viewer");
    if (world.withId(user.id()).filter(SandboxStreamer::isLive).isPresent()) {
      parts.add("live");
    }
    var moderated =
        world.moderators().channelsOf(user.id()).stream()
            .flatMap(id -> world.withId(id).stream())
            .map(channel -> channel.user().name())
            .toList();
    if (!moderated.isEmpty()) {
      parts.add("moderates " + String.join(" and ", moderated));
    }
    var followed = world.followedBy(user.id()).size();
    parts.add(followed == 0 ? "follows no channels" : "follows %d channels".formatted(followed));
    return String.join(", ", parts);
  }

  /** Returns the live channels with the most viewers, and an offline one. */
  public List<SandboxStreamer> channels() {
    var live =
        world.live().stream()
            .sorted(
                Comparator.comparing((SandboxStreamer channel) -> channel.live().viewers())
                    .reversed())
            .limit(LIVE_CHANNELS);
    var offline =
        world.all().stream()
            .filter(channel -> channel.user().streams() && !channel.isLive())
            .limit(1);
    return Stream.concat(live, offline).toList();
  }
}

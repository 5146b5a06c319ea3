package dev.streamviewer.sandbox.twitch.world;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** All accounts and the current state of their channels. */
public final class TwitchWorld {
  /** Bound on accounts, because any request can add an account. */
  static final int MAX_ACCOUNTS = 5_000;

  private final Map<String, SandboxStreamer> byId = new LinkedHashMap<>();
  private final Map<String, String> idByLogin = new LinkedHashMap<>();
  private final Map<String, Set<String>> followedById = new HashMap<>();
  private final ChannelModerators moderators = new ChannelModerators();
  private final List<StreamCategory> categories;

  public TwitchWorld(List<StreamCategory> categories) {
    this.categories = List.copyOf(categories);
  }

  /** Adds an account. Returns false if the login or the id is taken, or the world is full. */
  public boolean add(SandboxStreamer streamer) {
    var user = streamer.user();
    if (byId.size() >= MAX_ACCOUNTS
        || byId.containsKey(user.id())
        || idByLogin.containsKey(user.login())) {
      return false;
    }
    byId.put(user.id(), streamer);
    idByLogin.put(user.login(), user.id());
    return true;
  }

  public Optional<SandboxStreamer> withLogin(String login) {
    return Optional.ofNullable(idByLogin.get(login.toLowerCase(Locale.ROOT))).map(byId::get);
  }

  public Optional<SandboxStreamer> withId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  public Collection<SandboxStreamer> all() {
    return List.copyOf(byId.values());
  }

  public List<SandboxStreamer> live() {
    return byId.values().stream().filter(SandboxStreamer::isLive).toList();
  }

  public ChannelModerators moderators() {
    return moderators;
  }

  public List<StreamCategory> categories() {
    return categories;
  }

  /** Returns the category with this name. A new category gets a made-up id. */
  StreamCategory category(String name) {
    return categories.stream()
        .filter(category -> category.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseGet(() -> new StreamCategory(Integer.toString(name.hashCode() & 0x7fffffff), name));
  }

  /** Replaces the channels that an account follows. Unknown logins are followed once they exist. */
  public void follow(String id, Collection<String> logins) {
    followedById.put(id, Set.copyOf(logins));
  }

  /** Returns the channels that an account follows. */
  public List<SandboxStreamer> followedBy(String id) {
    return followedById.getOrDefault(id, Set.of()).stream()
        .sorted()
        .flatMap(login -> withLogin(login).stream())
        .toList();
  }

  public SandboxStreamer change(String id, UnaryOperator<SandboxStreamer> change) {
    return byId.computeIfPresent(id, (same, streamer) -> change.apply(streamer));
  }

  public void remove(String id) {
    var removed = byId.remove(id);
    if (removed != null) {
      followedById.remove(id);
      idByLogin.remove(removed.user().login());
      moderators.forget(id);
    }
  }
}

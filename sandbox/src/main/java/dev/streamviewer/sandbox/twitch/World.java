package dev.streamviewer.sandbox.twitch;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Who exists, and what their channels show now. */
public final class World {
  /** Accounts are added by request; the world must not grow without end. */
  static final int MAX_ACCOUNTS = 5_000;

  private final Map<String, Streamer> byId = new LinkedHashMap<>();
  private final Map<String, String> idByLogin = new LinkedHashMap<>();
  private final List<Category> categories;

  public World(List<Category> categories) {
    this.categories = List.copyOf(categories);
  }

  /** Adds an account, or answers false when the login or the id is taken or the world is full. */
  public boolean add(Streamer streamer) {
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

  public Optional<Streamer> withLogin(String login) {
    return Optional.ofNullable(idByLogin.get(login.toLowerCase(Locale.ROOT))).map(byId::get);
  }

  public Optional<Streamer> withId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  public Collection<Streamer> all() {
    return List.copyOf(byId.values());
  }

  public List<Streamer> live() {
    return byId.values().stream().filter(Streamer::isLive).toList();
  }

  public List<Category> categories() {
    return categories;
  }

  /** The category of that name; one that is not known yet gets a made-up id. */
  Category category(String name) {
    return categories.stream()
        .filter(category -> category.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseGet(() -> new Category(Integer.toString(name.hashCode() & 0x7fffffff), name));
  }

  public Streamer change(String id, UnaryOperator<Streamer> change) {
    return byId.computeIfPresent(id, (same, streamer) -> change.apply(streamer));
  }

  public void remove(String id) {
    var gone = byId.remove(id);
    if (gone != null) {
      idByLogin.remove(gone.user().login());
    }
  }
}

package dev.streamviewer.webhook;

import dev.streamviewer.platform.contract.Streamer;
import dev.streamviewer.platform.contract.StreamerProfile;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who is who: remembers streamers for a while, so that Twitch is asked once for many viewers, and
 * asks only once for the same name at a time.
 */
final class StreamerDirectory implements StreamerLookup {
  private static final int CAPACITY = 10_000;
  private static final Duration FRESH = Duration.ofMinutes(10);

  private record Entry(StreamerProfile profile, Instant end) {}

  private final TwitchChannels channels;
  private final Clock clock;
  private final Map<String, Future<Optional<StreamerProfile>>> asking = new HashMap<>();
  private final Map<String, Entry> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
          return size() > CAPACITY;
        }
      };

  StreamerDirectory(TwitchChannels channels, Clock clock) {
    this.channels = channels;
    this.clock = clock;
  }

  /** A streamer by login in lower case; empty if Twitch knows none. */
  Future<Optional<StreamerProfile>> byLogin(String login) {
    return find("login:" + login, () -> channels.byLogin(login));
  }

  @Override
  public Future<Optional<Streamer>> byId(String id) {
    return find("id:" + id, () -> channels.byId(id))
        .map(found -> found.map(it -> new Streamer(it.id(), it.login(), it.name())));
  }

  private Future<Optional<StreamerProfile>> find(
      String key, Supplier<Future<Optional<StreamerProfile>>> twitch) {
    var entry = known.get(key);
    if (entry != null && clock.instant().isBefore(entry.end())) {
      return Future.succeededFuture(Optional.of(entry.profile()));
    }
    var underWay = asking.get(key);
    if (underWay != null) {
      return underWay;
    }
    var answer = twitch.get().onSuccess(found -> found.ifPresent(this::remember));
    asking.put(key, answer);
    return answer.onComplete(done -> asking.remove(key));
  }

  private void remember(StreamerProfile profile) {
    var entry = new Entry(profile, clock.instant().plus(FRESH));
    known.put("login:" + profile.login(), entry);
    known.put("id:" + profile.id(), entry);
  }
}

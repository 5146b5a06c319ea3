package dev.streamviewer.webhook.chat;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.streamer.ChatTokenOwner;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the token owners consistent in all processes and in the memory of the cluster. */
final class ChatTokenOwnerRegistry {
  private static final Logger log = LoggerFactory.getLogger(ChatTokenOwnerRegistry.class);

  /** Bridges reconnecting pages, and a new process that knows no watched streamer yet. */
  private static final Duration UNWANTED_TIMEOUT = Duration.ofMinutes(2);

  private final ChatTokenOwners tokenOwners;
  private final ChatTokenOwnerStore store;
  private final Consumer<ChatTokenOwner> publish;
  private final Clock clock;
  private final Map<String, Instant> unwantedSince = new HashMap<>();

  ChatTokenOwnerRegistry(
      ChatTokenOwners tokenOwners,
      ChatTokenOwnerStore store,
      Consumer<ChatTokenOwner> publish,
      Clock clock) {
    this.tokenOwners = tokenOwners;
    this.store = store;
    this.publish = publish;
    this.clock = clock;
  }

  void watched(ChatTokenOwner owner) {
    if (tokenOwners.hasRoomFor(owner)) {
      tokenOwners.displacedBy(owner).ifPresent(this::remove);
      store
          .put(owner)
          .onFailure(
              failure ->
                  log.warn("A chat token owner could not be stored: {}", failure.getMessage()))
          .onComplete(kept -> publish.accept(owner));
    }
  }

  void left(ChatTokenOwner left) {
    if (tokenOwners.knows(left)) {
      leave(left);
    }
  }

  /** Removes the token owners of an ended session. */
  void gone(Secret handle) {
    tokenOwners.gone(handle).forEach(this::remove);
  }

  /** Reads all token owners from the memory of the cluster, and repeats removals that failed. */
  Future<Void> read() {
    return store
        .all()
        .onSuccess(stored -> tokenOwners.replace(stored).forEach(this::remove))
        .onFailure(
            failure ->
                log.warn("The chat token owners could not be read: {}", failure.getMessage()))
        .mapEmpty();
  }

  /**
   * Forgets the token owners of streamers that were unwanted for a while: pages may close silently.
   */
  void keepOnly(Set<String> wanted) {
    var now = clock.instant();
    var streamers = tokenOwners.streamers();
    unwantedSince.keySet().retainAll(streamers);
    unwantedSince.keySet().removeAll(wanted);
    streamers.stream()
        .filter(it -> !wanted.contains(it))
        .filter(
            it ->
                unwantedSince
                    .computeIfAbsent(it, since -> now)
                    .plus(UNWANTED_TIMEOUT)
                    .isBefore(now))
        .map(tokenOwners::unwanted)
        .flatMap(List::stream)
        .forEach(it -> leave(ChatTokenOwner.left(it.login(), it.viewerId(), it.lender())));
  }

  private void leave(ChatTokenOwner left) {
    remove(left).onComplete(removed -> publish.accept(left));
  }

  private Future<Void> remove(ChatTokenOwner owner) {
    return store
        .remove(ChatTokenOwners.key(owner))
        .onFailure(
            failure ->
                log.warn("A chat token owner could not be removed: {}", failure.getMessage()));
  }
}

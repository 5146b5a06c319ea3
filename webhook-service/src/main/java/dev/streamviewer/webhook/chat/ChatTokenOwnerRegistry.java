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

/** Keeps all processes and the cluster's memory told of who lends. */
final class ChatTokenOwnerRegistry {
  private static final Logger log = LoggerFactory.getLogger(ChatTokenOwnerRegistry.class);

  /** Pages connect anew now and then, and a process that has just begun knows nobody yet. */
  private static final Duration UNWANTED = Duration.ofMinutes(2);

  private final ChatTokenOwners lenders;
  private final ChatTokenOwnerStore store;
  private final Consumer<ChatTokenOwner> tellAll;
  private final Clock clock;
  private final Map<String, Instant> unwantedSince = new HashMap<>();

  ChatTokenOwnerRegistry(
      ChatTokenOwners lenders,
      ChatTokenOwnerStore store,
      Consumer<ChatTokenOwner> tellAll,
      Clock clock) {
    this.lenders = lenders;
    this.store = store;
    this.tellAll = tellAll;
    this.clock = clock;
  }

  void watched(ChatTokenOwner lender) {
    if (lenders.hasRoomFor(lender)) {
      lenders.displacedBy(lender).ifPresent(this::remove);
      store
          .put(lender)
          .onFailure(failure -> log.warn("A lender is not kept: {}", failure.getMessage()))
          .onComplete(kept -> tellAll.accept(lender));
    }
  }

  void left(ChatTokenOwner left) {
    if (lenders.knows(left)) {
      leave(left);
    }
  }

  /** The session has ended, so that nothing more is lent. */
  void gone(Secret lender) {
    lenders.gone(lender).forEach(this::remove);
  }

  /** Reads anew who lends. */
  Future<Void> read() {
    return store
        .all()
        .onSuccess(lenders::replace)
        .onFailure(failure -> log.warn("Lenders cannot be read: {}", failure.getMessage()))
        .mapEmpty();
  }

  /** Forgets who lends for streamers whom nobody has wanted for a while: pages close silently. */
  void keepOnly(Set<String> wanted) {
    var now = clock.instant();
    var streamers = lenders.streamers();
    unwantedSince.keySet().retainAll(streamers);
    unwantedSince.keySet().removeAll(wanted);
    streamers.stream()
        .filter(it -> !wanted.contains(it))
        .filter(it -> unwantedSince.computeIfAbsent(it, since -> now).plus(UNWANTED).isBefore(now))
        .map(lenders::unwanted)
        .flatMap(List::stream)
        .forEach(it -> leave(ChatTokenOwner.left(it.login(), it.viewerId(), it.lender())));
  }

  private void leave(ChatTokenOwner left) {
    remove(left).onComplete(removed -> tellAll.accept(left));
  }

  private Future<Void> remove(ChatTokenOwner lender) {
    return store
        .remove(ChatTokenOwners.key(lender))
        .onFailure(failure -> log.warn("A lender stays for now: {}", failure.getMessage()));
  }
}

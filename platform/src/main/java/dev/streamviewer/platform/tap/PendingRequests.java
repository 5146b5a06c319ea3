package dev.streamviewer.platform.tap;

import dev.streamviewer.platform.memory.BoundedMap;
import dev.streamviewer.platform.tap.CapturedMessage.Step;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Requests that have no reply yet, by the address that the reply goes to. */
final class PendingRequests {
  private static final int MOST = 10_000;

  /** No request of ours is answered later. */
  private static final Duration FORGET = Duration.ofSeconds(60);

  private final Map<String, Conversation> open = BoundedMap.inOrderOfArrival(MOST);

  /** A request, as far as this process saw it. */
  static final class Conversation {
    private final String address;
    private final long seenAt;
    private final Set<String> concerned = new HashSet<>();
    private boolean asker;
    private long sentAt;
    private boolean server;
    private long receivedAt;
    private int question;

    private Conversation(String address, long seenAt) {
      this.address = address;
      this.seenAt = seenAt;
    }

    String address() {
      return address;
    }

    /** The taps whose filter the request itself passed. */
    Set<String> concerned() {
      return concerned;
    }

    /** Milliseconds, or null if the request was not seen from that side. */
    Double latency(Step step, long now) {
      if (step == Step.SENT) {
        return server ? millis(now - receivedAt) : null;
      }
      return asker ? millis(now - sentAt) : null;
    }

    private static double millis(long nanos) {
      return Math.round(nanos / 1e3) / 1e3;
    }
  }

  /** Notes a request that was sent or received. */
  Conversation begin(CapturedMessage request) {
    var conversation =
        open.computeIfAbsent(
            request.replyAddress(), key -> new Conversation(request.address(), request.at()));
    if (request.step() == Step.SENT) {
      conversation.asker = true;
      conversation.sentAt = request.at();
      conversation.question = request.question();
    } else {
      conversation.server = true;
      conversation.receivedAt = request.at();
    }
    return conversation;
  }

  /** What a reply answers; forgotten once the last who sees the reply has seen it. */
  Optional<Conversation> reply(CapturedMessage reply) {
    var conversation = open.get(reply.address());
    if (conversation != null && (reply.step() == Step.RECEIVED || !conversation.asker)) {
      open.remove(reply.address());
    }
    return Optional.ofNullable(conversation);
  }

  /** Takes out a request of this process that got no reply. */
  Optional<Conversation> fail(CapturedMessage failure) {
    for (var entry : open.entrySet()) {
      var request = entry.getValue();
      if (request.asker
          && request.question == failure.question()
          && request.address.equals(failure.address())) {
        open.remove(entry.getKey());
        return Optional.of(request);
      }
    }
    return Optional.empty();
  }

  /** Drops requests whose end this process does not see, such as those of which it is no party. */
  void forgetOld(long now) {
    open.values().removeIf(it -> now - it.seenAt > FORGET.toNanos());
  }

  void clear() {
    open.clear();
  }
}

package dev.streamviewer.tap.message;

import dev.streamviewer.platform.memory.BoundedMap;
import dev.streamviewer.tap.message.CapturedMessage.Step;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Requests without a reply yet, by reply address. */
public final class PendingRequests {
  private static final int MAX_REQUESTS = 10_000;

  /** Requests are forgotten after this time; all timeouts are shorter. */
  private static final Duration REQUEST_TTL = Duration.ofSeconds(60);

  private final Map<String, PendingRequest> requests = BoundedMap.inOrderOfArrival(MAX_REQUESTS);

  /** A request as observed in this process. */
  public static final class PendingRequest {
    private final String address;
    private final long seenAt;
    private final Set<String> concerned = new HashSet<>();
    private TapSubject subject = TapSubject.NONE;
    private boolean isSender;
    private long sentAt;
    private boolean isReceiver;
    private long receivedAt;
    private int question;

    private PendingRequest(String address, long seenAt) {
      this.address = address;
      this.seenAt = seenAt;
    }

    public String address() {
      return address;
    }

    /** The ids of the taps whose filter matched the request. */
    public Set<String> concerned() {
      return concerned;
    }

    /** The subject of the request, as far as a tap was interested. */
    public TapSubject subject() {
      return subject;
    }

    public void setSubject(TapSubject known) {
      subject = known;
    }

    /** The latency in milliseconds, or null if the request was not observed from that side. */
    public Double latency(Step step, long now) {
      if (step == Step.SENT) {
        return isReceiver ? millis(now - receivedAt) : null;
      }
      return isSender ? millis(now - sentAt) : null;
    }

    private static double millis(long nanos) {
      return Math.round(nanos / 1e3) / 1e3;
    }
  }

  /** Records a request that was sent or received. */
  public PendingRequest begin(CapturedMessage captured) {
    var request =
        requests.computeIfAbsent(
            captured.replyAddress(), key -> new PendingRequest(captured.address(), captured.at()));
    if (captured.step() == Step.SENT) {
      request.isSender = true;
      request.sentAt = captured.at();
      request.question = captured.question();
    } else {
      request.isReceiver = true;
      request.receivedAt = captured.at();
    }
    return request;
  }

  /** The request of a reply. The request is removed after the last observation of its reply. */
  public Optional<PendingRequest> reply(CapturedMessage reply) {
    var request = requests.get(reply.address());
    if (request != null && (reply.step() == Step.RECEIVED || !request.isSender)) {
      requests.remove(reply.address());
    }
    return Optional.ofNullable(request);
  }

  /** Removes a request of this process that got no reply. */
  public Optional<PendingRequest> fail(CapturedMessage failure) {
    for (var entry : requests.entrySet()) {
      var request = entry.getValue();
      if (request.isSender
          && request.question == failure.question()
          && request.address.equals(failure.address())) {
        requests.remove(entry.getKey());
        return Optional.of(request);
      }
    }
    return Optional.empty();
  }

  /**
   * Drops requests whose reply this process does not see, such as requests between other processes.
   */
  public void forgetOld(long now) {
    requests.values().removeIf(it -> now - it.seenAt > REQUEST_TTL.toNanos());
  }

  public void clear() {
    requests.clear();
  }
}

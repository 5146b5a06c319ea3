package dev.streamviewer.benchmarks.delivery;

import static dev.streamviewer.benchmarks.delivery.cluster.SimulatedTime.MILLI;
import static dev.streamviewer.benchmarks.delivery.cluster.SimulatedTime.SECOND;

import dev.streamviewer.benchmarks.delivery.cluster.SimulatedTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;

/**
 * Twitch: posts a message to any gateway, and repeats it until an answer of 2xx within ten seconds.
 */
final class SimulatedTwitch {
  private static final long TIMEOUT = 10 * SECOND;
  private static final int MAX_ATTEMPTS = 9;

  final Map<String, SimulatedMessage> messages = new LinkedHashMap<>();

  private final SimulatedTime time;
  private final Supplier<SimulatedGateway> loadBalancer;
  private final ObjLongConsumer<SimulatedMessage> answered;

  /** The longest time until an answer, of any status. */
  long slowestAnswer;

  /**
   * @param loadBalancer chooses a gateway; null if none lives
   * @param answered learns of each answer, and of the time at which its request was sent
   */
  SimulatedTwitch(
      SimulatedTime time,
      Supplier<SimulatedGateway> loadBalancer,
      ObjLongConsumer<SimulatedMessage> answered) {
    this.time = time;
    this.loadBalancer = loadBalancer;
    this.answered = answered;
  }

  void send(SimulatedMessage message) {
    messages.put(message.id(), message);
    message.sentAt = time.now();
    attempt(message, true);
  }

  /** Sends a message although nothing requires it. */
  void repeat(SimulatedMessage message) {
    attempt(message, false);
  }

  private void attempt(SimulatedMessage message, boolean insists) {
    var gateway = loadBalancer.get();
    var answered = new boolean[1];
    var number = insists ? ++message.attempts : MAX_ATTEMPTS;
    time.after(TIMEOUT, () -> end(message, answered, number, false));
    if (gateway == null) {
      time.after(MILLI, () -> end(message, answered, number, false));
      return;
    }
    var begin = time.now();
    time.after(
        time.between(1, 20),
        () ->
            gateway.post(
                message,
                accepted -> {
                  this.answered.accept(message, begin);
                  slowestAnswer = Math.max(slowestAnswer, time.now() - begin);
                  time.after(time.between(1, 20), () -> end(message, answered, number, accepted));
                }));
  }

  private void end(SimulatedMessage message, boolean[] answered, int number, boolean accepted) {
    if (answered[0]) {
      return;
    }
    answered[0] = true;
    if (accepted) {
      message.acceptedAt = message.acceptedAt < 0 ? time.now() : message.acceptedAt;
    } else {
      message.failures++;
      if (number < MAX_ATTEMPTS && message.acceptedAt < 0) {
        time.after(time.between(200, 400) * number * number, () -> attempt(message, true));
      }
    }
  }
}

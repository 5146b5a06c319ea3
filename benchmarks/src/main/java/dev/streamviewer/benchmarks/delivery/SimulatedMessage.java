package dev.streamviewer.benchmarks.delivery;

import dev.streamviewer.benchmarks.delivery.cluster.SimulatedProcess;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.webhook.dedup.KeyedEvent;
import java.util.ArrayList;
import java.util.List;

/** A message of Twitch, and what became of it. */
final class SimulatedMessage {
  /** The thing reported; other messages may report the same. */
  final String subject;

  final KeyedEvent keyed;

  /** Whether no process can decode it. */
  final boolean poisoned;

  /** Whether Twitch sent nothing else that could be taken for it. */
  boolean single = true;

  /** Whether it reports what another message has reported, and may wait for that one. */
  boolean copy;

  /** The time at which Twitch got 2xx; negative before. */
  long acceptedAt = -1;

  long sentAt;
  int attempts;

  /** The answers that Twitch got too late, or that were not 2xx. */
  int failures;

  /** The processes that gave the event to Pusher, and when. */
  final List<Push> pushes = new ArrayList<>();

  /** The notifiers that began to deliver the event, each time, and when. */
  final List<Push> begun = new ArrayList<>();

  record Push(SimulatedProcess notifier, long at) {}

  SimulatedMessage(String subject, KeyedEvent keyed, boolean poisoned) {
    this.subject = subject;
    this.keyed = keyed;
    this.poisoned = poisoned;
  }

  StreamEvent event() {
    return keyed.event();
  }

  String id() {
    return event().id();
  }

  String login() {
    return event().streamer().login();
  }

  @Override
  public String toString() {
    return id();
  }
}

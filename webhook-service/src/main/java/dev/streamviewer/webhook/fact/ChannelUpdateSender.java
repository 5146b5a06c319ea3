package dev.streamviewer.webhook.fact;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.contract.webhook.ChannelUpdate;
import dev.streamviewer.platform.contract.webhook.ChannelUpdates;
import dev.streamviewer.platform.memory.BoundedMap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Tells the other processes of updates, many in one message. No update waits for that. */
public final class ChannelUpdateSender {
  static final int MAX_WAITING = 500;
  static final Duration PAUSE = Duration.ofMillis(20);

  private final Timers timers;
  private final Consumer<ChannelUpdates> publisher;
  private final String writer = UUID.randomUUID().toString();

  /** The latest update of each channel. A lost one leaves a gap in the numbers of the messages. */
  private final Map<String, ChannelUpdate> waiting =
      BoundedMap.inOrderOfArrival(MAX_WAITING, lost -> this.number++);

  private long number;

  public ChannelUpdateSender(Timers timers, Consumer<ChannelUpdates> publisher) {
    this.timers = timers;
    this.publisher = publisher;
  }

  /** Sends an update soon. */
  public void send(ChannelUpdate update) {
    if (waiting.isEmpty()) {
      timers.pass(PAUSE).onSuccess(passed -> flush());
    }
    waiting.put(update.streamerId(), update);
  }

  private void flush() {
    number++;
    publisher.accept(new ChannelUpdates(writer, number, List.copyOf(waiting.values())));
    waiting.clear();
  }
}

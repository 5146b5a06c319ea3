package dev.streamviewer.platform.bus;

import dev.streamviewer.platform.record.UnreadableRecord;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A publish/subscribe address. Messages are not acknowledged, so their arrival is not guaranteed.
 */
public record Topic<E>(String address, Class<E> type) {
  /** Publishes an event to all current subscribers. */
  public void publish(EventBus bus, E event) {
    bus.publish(address, event);
  }

  /** Subscribes a listener until the consumer is unregistered. Skips messages it cannot read. */
  public MessageConsumer<E> subscribe(EventBus bus, Consumer<E> listener) {
    return bus.consumer(address, message -> read(message).ifPresent(listener));
  }

  private static <E> Optional<E> read(Message<E> message) {
    try {
      return Optional.of(message.body());
    } catch (UnreadableRecord logged) {
      return Optional.empty();
    }
  }
}

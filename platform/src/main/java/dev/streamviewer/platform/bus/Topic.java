package dev.streamviewer.platform.bus;

import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.function.Consumer;

/**
 * An address where one tells and any number listen; nobody answers, so nothing is sure to arrive.
 */
public record Topic<E>(String address, Class<E> type) {
  /** Tells all who listen now. */
  public void publish(EventBus bus, E event) {
    bus.publish(address, event);
  }

  /** Listens until the consumer is unregistered. */
  public MessageConsumer<E> subscribe(EventBus bus, Consumer<E> listener) {
    return bus.consumer(address, message -> listener.accept(message.body()));
  }
}

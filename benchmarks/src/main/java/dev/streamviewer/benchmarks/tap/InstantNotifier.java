package dev.streamviewer.benchmarks.tap;

import dev.streamviewer.platform.config.Settings;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.launch.Service;
import dev.streamviewer.platform.launch.ServiceContext;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Function;
import java.util.function.Supplier;

/** A stub of the notifier that accepts every event at once. */
final class InstantNotifier implements Service {
  @Override
  public String name() {
    return "notifier-service";
  }

  @Override
  public Function<ServiceContext, Supplier<Deployable>> configure(Settings settings) {
    return context ->
        () ->
            new VerticleBase() {
              @Override
              public Future<?> start() {
                return Contracts.DELIVER_EVENT
                    .serve(
                        vertx.eventBus(),
                        event -> Future.succeededFuture(new DeliveryAcceptance(true)))
                    .completion();
              }
            };
  }
}

package dev.streamviewer.tap;

import dev.streamviewer.platform.config.Settings;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.platform.launch.Service;
import dev.streamviewer.platform.launch.ServiceContext;
import dev.streamviewer.platform.launch.ServiceLauncher;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The main program of a process that answers {@code notifier.deliver}, requests it ten times a
 * second, or does neither. Prints the number of interceptors on the bus whenever the number
 * changes.
 */
final class TappedProcess {
  static final String ON_THE_BUS = "on the bus: ";

  private TappedProcess() {}

  /**
   * @param arguments the role: server, asker, or anything else
   */
  public static void main(String... arguments) {
    ServiceLauncher.launch(new Role(arguments[0]));
  }

  private record Role(String name) implements Service {
    @Override
    public Function<ServiceContext, Supplier<Deployable>> configure(Settings settings) {
      return context -> () -> new RoleVerticle(name);
    }
  }

  private static final class RoleVerticle extends VerticleBase {
    private final String role;
    private int printed = -1;

    RoleVerticle(String role) {
      this.role = role;
    }

    @Override
    public Future<?> start() {
      vertx.setPeriodic(50, now -> printIfChanged());
      return switch (role) {
        case "server" ->
            Contracts.DELIVER_EVENT
                .serve(vertx.eventBus(), it -> Future.succeededFuture(new DeliveryAcceptance(true)))
                .completion();
        case "asker" -> {
          vertx.setPeriodic(100, now -> Contracts.DELIVER_EVENT.ask(vertx.eventBus(), event()));
          yield Future.succeededFuture();
        }
        default -> Future.succeededFuture();
      };
    }

    private void printIfChanged() {
      var count = InterceptorCount.on(vertx);
      if (count != printed) {
        printed = count;
        System.out.println(ON_THE_BUS + count);
      }
    }

    private static StreamEvent event() {
      return new StreamEvent(
          "m1",
          "stream.online",
          Instant.EPOCH,
          new Streamer("1", "tfue", "Tfue"),
          "a headline",
          new JsonObject());
    }
  }
}

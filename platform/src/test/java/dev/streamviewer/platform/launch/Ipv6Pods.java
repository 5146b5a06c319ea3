package dev.streamviewer.platform.launch;

import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.config.Settings;
import io.vertx.core.Deployable;
import io.vertx.core.VerticleBase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The main program of two pods without IPv4, which become ready once they have found each other.
 */
final class Ipv6Pods {
  static final String DONE = "Both pods are ready";
  private static final String FIRST = "fd00::1";
  private static final String SECOND = "fd00::2";

  private Ipv6Pods() {}

  public static void main(String... arguments) throws Exception {
    start(FIRST, new Pod("first", "second"));
    start(SECOND, new Pod("second", "first"));
    var client = HttpClient.newHttpClient();
    for (var address : List.of(FIRST, SECOND)) {
      var ready =
          HttpRequest.newBuilder(URI.create("http://[%s]:9090/health/ready".formatted(address)))
              .build();
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> client.send(ready, BodyHandlers.ofString()).statusCode() == 200);
    }
    System.out.println(DONE);
    System.exit(0);
  }

  /** Both share a network namespace, so each listens at its own address only. */
  private static void start(String address, Service pod) throws Exception {
    RunningServices.start(
        Map.of(
            "CLUSTER", "dns", "CLUSTER_DNS", "bus", "POD_IP", address, "MANAGEMENT_HOST", address),
        Clock.systemUTC(),
        List.of(pod));
  }

  private record Pod(String name, String need) implements Service {
    @Override
    public List<String> needs() {
      return List.of(need);
    }

    @Override
    public Function<ServiceContext, Supplier<Deployable>> configure(Settings settings) {
      return context -> () -> new VerticleBase() {};
    }
  }
}

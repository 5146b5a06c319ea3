package dev.streamviewer.gateway;

import static dev.streamviewer.gateway.TestGateway.await;
import static dev.streamviewer.gateway.TestGateway.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.launch.ServiceContext;
import dev.streamviewer.testing.FreePorts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class GatewayServiceIT {
  private Vertx vertx;
  private HealthChecks readiness;
  private int port;

  @BeforeEach
  void findAFreePort(Vertx vertx) throws IOException {
    this.vertx = vertx;
    readiness = HealthChecks.create(vertx);
    Contracts.register(vertx.eventBus());
    port = FreePorts.one();
  }

  private Future<String> deploy(int instances) {
    var host =
        new ServiceContext(
            new SimpleMeterRegistry(), readiness, Clock.systemUTC(), "1", Cluster.NONE);
    var verticle =
        new GatewayService()
            .configure(settings(Map.of("PORT", Integer.toString(port))))
            .apply(host);
    return vertx.deployVerticle(verticle, new DeploymentOptions().setInstances(instances));
  }

  private boolean ready() {
    return await(readiness.checkStatus("http")).getUp();
  }

  @Test
  void isReadyWhileServersListen() {
    var deployment = await(deploy(2));
    var ready = ready();
    var answer =
        TestGateway.send(
            HttpRequest.newBuilder(URI.create("http://localhost:%d/api/config".formatted(port))));
    await(vertx.undeploy(deployment));

    assertThat(ready).isTrue();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(ready()).isFalse();
  }

  @Test
  void namesTheVariableOfAnOccupiedPort() throws IOException {
    try (var taken = new ServerSocket(port)) {
      var deployment = deploy(1);

      assertThatThrownBy(() -> deployment.await())
          .hasMessageContaining("port %d".formatted(taken.getLocalPort()))
          .hasMessageContaining("set PORT to another");
      assertThat(ready()).isFalse();
    }
  }
}

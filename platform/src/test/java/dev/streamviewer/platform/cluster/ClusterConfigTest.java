package dev.streamviewer.platform.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.cluster.ClusterConfig.Mode;
import dev.streamviewer.platform.config.Settings;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterConfigTest {
  @Test
  void namesTheExpectedModesForAnUnknownMode() {
    var settings = new Settings(JsonObject.of("CLUSTER", "kubernetes"));

    ClusterConfig.from(settings);

    assertThat(settings.faults())
        .containsExactly("CLUSTER is \"kubernetes\", expected none, local or dns");
  }

  @Test
  void requiresADnsNameAndAnAddressInPods() {
    var settings = new Settings(JsonObject.of("CLUSTER", "dns"));

    ClusterConfig.from(settings);

    assertThat(settings.faults())
        .anyMatch(it -> it.startsWith("CLUSTER_DNS is not set"))
        .anyMatch(it -> it.startsWith("POD_IP is not set"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void acceptsAnAddressOfEitherProtocol(String address) {
    var settings =
        new Settings(JsonObject.of("CLUSTER", "dns", "CLUSTER_DNS", "bus", "POD_IP", address));

    assertThat(ClusterConfig.from(settings).host()).isEqualTo(address);
    assertThat(settings.faults()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.1", "2001:db8::1", "gateway", "10.1"})
  void refusesAnAddressOfAnotherMachine(String address) {
    var settings =
        new Settings(JsonObject.of("CLUSTER", "dns", "CLUSTER_DNS", "bus", "POD_IP", address));

    ClusterConfig.from(settings);

    assertThat(settings.faults())
        .singleElement()
        .asString()
        .startsWith("POD_IP is \"%s\", expected an IPv4 or IPv6".formatted(address));
  }

  @Test
  void refusesAClusterOnAJavaThatCannotFormOne() {
    var settings = new Settings(JsonObject.of("CLUSTER", "local"));

    ClusterConfig.from(settings, 25);

    assertThat(settings.faults())
        .singleElement()
        .asString()
        .startsWith("This is Java 25")
        .contains("Java 17 or 21");
  }

  @Test
  void acceptsAnyJavaWithoutACluster() {
    var settings = new Settings(new JsonObject());

    assertThat(ClusterConfig.from(settings, 25).mode()).isEqualTo(Mode.NONE);
    assertThat(settings.faults()).isEmpty();
  }
}

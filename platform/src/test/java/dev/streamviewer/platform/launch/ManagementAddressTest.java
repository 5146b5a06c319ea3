package dev.streamviewer.platform.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.cluster.ClusterConfig;
import dev.streamviewer.platform.config.Settings;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManagementAddressTest {
  @ParameterizedTest
  @CsvSource({"none,127.0.0.1,1", "local,127.0.0.1,32", "dns,0.0.0.0,1"})
  void listensOnAllAddressesInAPodOnly(String cluster, String host, int ports) {
    var settings =
        new Settings(
            JsonObject.of("CLUSTER", cluster, "CLUSTER_DNS", "bus.example", "POD_IP", "127.0.0.1"));

    var address = ManagementAddress.from(settings, ClusterConfig.from(settings));

    assertThat(address).isEqualTo(new ManagementAddress(host, 9090, ports));
    assertThat(settings.faults()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"192.0.2.1", "not an address", "no-such-host.invalid"})
  void refusesAnAddressOfAnotherMachine(String host) {
    var settings = new Settings(JsonObject.of("MANAGEMENT_HOST", host));

    ManagementAddress.from(settings, ClusterConfig.from(settings));

    assertThat(settings.faults())
        .singleElement()
        .asString()
        .contains("MANAGEMENT_HOST is \"" + host + "\"", "127.0.0.1", "0.0.0.0");
  }

  @Test
  void acceptsAnAddressOfThisMachine() {
    var settings = new Settings(JsonObject.of("MANAGEMENT_HOST", "0.0.0.0"));

    var address = ManagementAddress.from(settings, ClusterConfig.from(settings));

    assertThat(address.host()).isEqualTo("0.0.0.0");
  }
}

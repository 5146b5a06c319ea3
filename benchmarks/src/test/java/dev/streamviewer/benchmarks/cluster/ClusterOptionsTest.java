package dev.streamviewer.benchmarks.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterOptionsTest {
  private static final Path CERTIFICATES = Path.of("certificates");

  @Test
  void combinesAllValues() {
    assertThat(
            ClusterOptions.layouts(CERTIFICATES, "webhooks=1,3", "notifiers=2", "cores=each,one"))
        .extracting(Object::toString)
        .containsExactly(
            "1 webhook service, 2 notifiers, a core each",
            "3 webhook services, 2 notifiers, a core each",
            "1 webhook service, 2 notifiers, one core",
            "3 webhook services, 2 notifiers, one core");
  }

  @Test
  void takesPairsOfServicesAndPods() {
    assertThat(ClusterOptions.layouts(CERTIFICATES, "services=1+1,3+2", "pods=2"))
        .extracting(Object::toString)
        .containsExactly(
            "2 pods, one core",
            "1 webhook service, 1 notifier, one core",
            "3 webhook services, 2 notifiers, one core");
  }

  @Test
  void coversNotifiersCoresAndTlsByDefault() {
    assertThat(ClusterOptions.layouts(CERTIFICATES))
        .extracting(Object::toString)
        .containsExactly(
            "1 webhook service, 1 notifier, one core",
            "1 webhook service, 2 notifiers, one core",
            "3 webhook services, 1 notifier, one core",
            "3 webhook services, 2 notifiers, one core",
            "1 webhook service, 1 notifier, a core each",
            "3 webhook services, 2 notifiers, a core each",
            "1 webhook service, 1 notifier, one core, TLS",
            "3 webhook services, 2 notifiers, one core, TLS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "webhooks=0",
        "notifiers=x",
        "cores=two",
        "tls=maybe",
        "pods=0",
        "services=3",
        "3"
      })
  void refusesUnknownOptionsAndValues(String option) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClusterOptions.layouts(CERTIFICATES, option));
  }
}

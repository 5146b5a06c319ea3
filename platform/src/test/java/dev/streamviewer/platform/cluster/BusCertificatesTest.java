package dev.streamviewer.platform.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.platform.config.Settings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusCertificatesTest {
  private static final Clock NOW = Clock.systemUTC();

  @TempDir private Path folder;

  @Test
  void readsACertificateItsKeyAndTheAuthority() throws Exception {
    make(folder);

    var certificates = BusCertificates.read(folder, NOW);

    assertThat(certificates.keys().getPrivateKey("bus").getAlgorithm()).isEqualTo("EC");
    assertThat(certificates.trust().getAcceptedIssuers()).hasSize(1);
    assertThat(certificates.expiresAt())
        .isBetween(
            NOW.instant().plus(Duration.ofDays(364)), NOW.instant().plus(Duration.ofDays(366)));
  }

  @Test
  void refusesAnExpiredCertificateInOneSentence() throws Exception {
    make(folder);

    assertThatThrownBy(() -> BusCertificates.read(folder, Clock.offset(NOW, Duration.ofDays(400))))
        .hasMessageStartingWith("BUS_TLS_DIR is \"%s\", whose tls.crt expired at ", folder)
        .hasMessageContaining("days ago; renew it");
  }

  @Test
  void refusesACertificateThatIsNotValidYet() throws Exception {
    make(folder);

    assertThatThrownBy(() -> BusCertificates.read(folder, Clock.offset(NOW, Duration.ofDays(-3))))
        .hasMessageContaining("whose tls.crt is valid from")
        .hasMessageContaining("clock");
  }

  @Test
  void refusesTheKeyOfAnotherCertificate(@TempDir Path other) throws Exception {
    make(folder);
    copy(make(other), "tls.key");

    assertThatThrownBy(() -> BusCertificates.read(folder, NOW))
        .hasMessageEndingWith("whose tls.key is not the key of tls.crt");
  }

  @Test
  void refusesACertificateOfAnotherAuthority(@TempDir Path other) throws Exception {
    make(folder);
    copy(make(other), "ca.crt");

    assertThatThrownBy(() -> BusCertificates.read(folder, NOW))
        .hasMessageContaining("whose tls.crt is not signed by ca.crt");
  }

  @Test
  void refusesFilesThatAreNotPem() throws Exception {
    make(folder);
    Files.writeString(folder.resolve("tls.crt"), "nonsense");

    assertThatThrownBy(() -> BusCertificates.read(folder, NOW))
        .hasMessageContaining("whose tls.crt");
  }

  @Test
  void reportsAnExpiredCertificateAsAFaultOfTheConfiguration() throws Exception {
    make(folder, "-CAcreateserial -days 365", "-CAcreateserial -days -1");
    var settings =
        new Settings(JsonObject.of("CLUSTER", "local", "BUS_TLS_DIR", folder.toString()));

    ClusterConfig.from(settings, 17);

    assertThat(settings.faults())
        .singleElement()
        .asString()
        .contains("whose tls.crt expired at")
        .doesNotContain("Exception");
  }

  @Test
  void usesRenewedCertificatesAndKeepsThemAfterAFault(@TempDir Path other) throws Exception {
    var renewable = new RenewableCertificates(make(folder), NOW);
    var first = renewable.keyManager().getCertificateChain("bus")[0];
    assertThat(renewable.reload()).isFalse();

    copy(make(other), "tls.crt");
    assertThatThrownBy(renewable::reload).hasMessageContaining("tls.key is not the key");
    assertThat(renewable.keyManager().getCertificateChain("bus")[0]).isEqualTo(first);

    copy(other, "tls.key");
    copy(other, "ca.crt");
    assertThat(renewable.reload()).isTrue();
    assertThat(renewable.keyManager().getCertificateChain("bus")[0]).isNotEqualTo(first);
  }

  private void copy(Path other, String file) throws IOException {
    Files.copy(other.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Certificates made by {@code ./run certs}. */
  static Path make(Path folder) throws Exception {
    return make(folder, "", "");
  }

  /** Certificates made by a changed script. */
  private static Path make(Path folder, String text, String replacement) throws Exception {
    var script = Files.readString(Path.of("../scripts/certs.sh")).replace(text, replacement);
    var process =
        new ProcessBuilder("bash", "-c", script, "certs.sh", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    return folder;
  }
}

package dev.streamviewer.tap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TapFilterTest {
  @ParameterizedTest
  @CsvSource({
    "webhook.*, webhook.ingest, true",
    "webhook.*, notifier.deliver, false",
    "*.deliver, notifier.deliver, true",
    "*, anything, true",
    "auth.session, auth.sessions, false",
    "a*b*c, a-b-b-c, true",
  })
  void starsStandForAnything(String pattern, String address, boolean wanted) {
    assertThat(TapFilter.parse(pattern, null, null, null).wants(address)).isEqualTo(wanted);
  }

  @Test
  void matchesAnyOfSeveralPatterns() {
    var filter = TapFilter.parse("webhook.*, auth.*", null, null, null);

    assertThat(filter.wants("auth.login")).isTrue();
    assertThat(filter.wants("notifier.recent")).isFalse();
  }

  @Test
  void includesBodiesOnlyOnRequest() {
    assertThat(TapFilter.parse(null, null, null, null).body()).isFalse();
    assertThat(TapFilter.parse(null, null, null, "false").body()).isFalse();
    assertThat(TapFilter.parse(null, null, null, "true").body()).isTrue();
  }

  @Test
  void ignoresTheCaseOfLogins() {
    assertThat(TapFilter.parse(null, "TFue", null, null).streamer()).isEqualTo("tfue");
  }

  @Test
  void explainsAnInvalidParameter() {
    assertThatThrownBy(() -> TapFilter.parse("a b", null, null, null))
        .hasMessage(
            "address is \"a b\", expected up to 16 comma-separated patterns, such as"
                + " webhook.*,auth.session.");
    assertThatThrownBy(() -> TapFilter.parse(null, "no login!", null, null))
        .hasMessageContaining("streamer is \"no login!\", expected a login");
    assertThatThrownBy(() -> TapFilter.parse(null, null, null, "yes"))
        .hasMessage("body is \"yes\", expected true or false.");
    assertThatThrownBy(() -> TapFilter.parse("x y".repeat(1_000), null, null, null))
        .satisfies(it -> assertThat(it.getMessage().length()).isLessThan(250));
  }
}

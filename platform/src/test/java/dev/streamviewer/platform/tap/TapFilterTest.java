package dev.streamviewer.platform.tap;

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
    assertThat(TapFilter.parse(pattern, null, null).wants(address)).isEqualTo(wanted);
  }

  @Test
  void severalPatternsAreSeveralWishes() {
    var filter = TapFilter.parse("webhook.*, auth.*", null, null);

    assertThat(filter.wants("auth.login")).isTrue();
    assertThat(filter.wants("notifier.recent")).isFalse();
  }

  @Test
  void whatMakesNoSenseIsToldInASentence() {
    assertThatThrownBy(() -> TapFilter.parse("a b", null, null)).hasMessageContaining("address");
    assertThatThrownBy(() -> TapFilter.parse(null, "no login!", null))
        .hasMessageContaining("streamer must be a login");
    assertThatThrownBy(() -> TapFilter.parse(null, null, "yes")).hasMessageContaining("body");
  }
}

package dev.streamviewer.notifier.pusher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.platform.contract.event.ChannelOccupancy;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OccupiedChannelsTest {
  @Test
  void readsStreamersChannelsAndCountsOthers() throws IOException {
    var found =
        OccupiedChannels.parse(
            """
            {"next": [1, {"channels": {}}], "channels": {"tfue": {}, "a@b": {"user_count": 2},
             "private-luna": {"subscription_count": 1, "more": {"x": []}}, "not-a-login": {}}}
            """);

    assertThat(found.names()).containsExactly("tfue", "private-luna");
    assertThat(found.foreign()).isEqualTo(2);
    assertThat(found.omitted()).isZero();
  }

  @Test
  void limitsTheNumberOfStreamersChannels() throws IOException {
    var found = OccupiedChannels.parse("{\"channels\":{%s}}".formatted(channels(10_007)));

    assertThat(found.names()).hasSize(ChannelOccupancy.MAX_CHANNELS);
    assertThat(found.omitted()).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"channels\":{\"tfue\":{},\"lun",
        "{\"channels\":{\"tfue\":{},\"luna\"",
        "{\"channels\":{\"tfue\":{}",
        "{\"channels\":{\"tfue\":{\"a\":["
      })
  void readsTheBeginningOfATruncatedList(String json) throws IOException {
    var found = OccupiedChannels.parse(json);

    assertThat(found.names()).contains("tfue");
    assertThat(found.omitted()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>", "[]", "null", "", "{\"channels\": }"})
  void rejectsAResponseThatIsNoList(String text) {
    assertThatThrownBy(() -> OccupiedChannels.parse(text)).isInstanceOf(IOException.class);
  }

  private static String channels(int count) {
    return IntStream.range(0, count)
        .mapToObj("\"streamer_%d\":{}"::formatted)
        .collect(Collectors.joining(","));
  }
}

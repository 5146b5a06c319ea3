package dev.streamviewer.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.auth.Viewer;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.contract.streamer.StreamState;
import dev.streamviewer.platform.contract.streamer.StreamerProfile;
import dev.streamviewer.platform.contract.streamer.WatchedStreamer;
import dev.streamviewer.platform.contract.webhook.SubscriptionReport;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenedStreamTest {
  @Test
  void offersThePrivateChannelToItsStreamer() {
    assertThat(channels("42", "ADA", true)).containsExactly("ada", "private-ada");
  }

  @ParameterizedTest
  @CsvSource({"43, ada", "42, ada_renamed", "7, tfue", "'', ada"})
  void offersOnlyThePublicChannelToOthers(String id, String login) {
    assertThat(channels(id, login, true)).containsExactly(login);
  }

  @Test
  void offersNoChannelWithoutALiveFeed() {
    assertThat(channels("42", "ada", false)).isEmpty();
  }

  private static List<String> channels(String id, String login, boolean liveFeed) {
    var watched =
        new WatchedStreamer(
            new StreamerProfile(id, login, "Ada", ""),
            new StreamState(false, "", "", 0, null),
            new SubscriptionReport(List.of(), List.of(), List.of()));
    var viewer = new Viewer("42", "ada", "Ada", "", Set.of());
    return OpenedStream.of(watched, new RecentEvents(List.of(), true), viewer, liveFeed).channels();
  }
}

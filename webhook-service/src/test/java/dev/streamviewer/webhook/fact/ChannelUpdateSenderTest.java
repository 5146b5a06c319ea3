package dev.streamviewer.webhook.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.webhook.ChannelState;
import dev.streamviewer.platform.contract.webhook.ChannelUpdate;
import dev.streamviewer.platform.contract.webhook.ChannelUpdates;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChannelUpdateSenderTest {
  private final List<Promise<Void>> timers = new ArrayList<>();
  private final List<ChannelUpdates> sent = new ArrayList<>();
  private final ChannelUpdateSender sender = new ChannelUpdateSender(this::timer, sent::add);

  @Test
  void sendsManyUpdatesInOneMessage() {
    sender.send(update("1", "a"));
    sender.send(update("2", "b"));
    assertThat(sent).isEmpty();

    pass();

    assertThat(sent)
        .singleElement()
        .extracting(ChannelUpdates::updates)
        .isEqualTo(List.of(update("1", "a"), update("2", "b")));
  }

  @Test
  void sendsTheLatestUpdateOfEachChannel() {
    sender.send(update("1", "a"));
    sender.send(update("1", "b"));
    pass();

    assertThat(sent.get(0).updates()).containsExactly(update("1", "b"));
  }

  @Test
  void numbersItsMessages() {
    sender.send(update("1", "a"));
    pass();
    sender.send(update("1", "b"));
    pass();

    assertThat(sent).extracting(ChannelUpdates::number).containsExactly(1L, 2L);
    assertThat(sent).extracting(ChannelUpdates::writer).containsOnly(sent.get(0).writer());
  }

  @Test
  void leavesAGapInTheNumbersForLostUpdates() {
    sender.send(update("1", "a"));
    pass();
    IntStream.rangeClosed(0, ChannelUpdateSender.MAX_WAITING)
        .forEach(i -> sender.send(update("s" + i, "m" + i)));
    pass();

    assertThat(sent.get(1).updates())
        .hasSize(ChannelUpdateSender.MAX_WAITING)
        .doesNotContain(update("s0", "m0"));
    assertThat(sent.get(1).number()).isEqualTo(3);
  }

  private Future<Void> timer(Duration pause) {
    var timer = Promise.<Void>promise();
    timers.add(timer);
    return timer.future();
  }

  private void pass() {
    assertThat(timers).hasSize(1);
    timers.remove(0).complete();
  }

  private static ChannelUpdate update(String streamer, String message) {
    return new ChannelUpdate(streamer, message, 1, new ChannelState("Hi", null, null, null));
  }
}

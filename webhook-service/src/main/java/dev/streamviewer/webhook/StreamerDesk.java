package dev.streamviewer.webhook;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.FindStreamers;
import dev.streamviewer.platform.contract.FoundStreamers;
import dev.streamviewer.platform.contract.StreamState;
import dev.streamviewer.platform.contract.StreamerProfile;
import dev.streamviewer.platform.contract.UnwatchStreamer;
import dev.streamviewer.platform.contract.WatchStreamer;
import dev.streamviewer.platform.contract.WatchedStreamer;
import io.vertx.core.Future;

/** Answers viewers' questions about streamers: watch one, watch no longer, find some. */
final class StreamerDesk {
  private final StreamerDirectory directory;
  private final TwitchChannels channels;
  private final Subscriptions subscriptions;

  StreamerDesk(StreamerDirectory directory, TwitchChannels channels, Subscriptions subscriptions) {
    this.directory = directory;
    this.channels = channels;
    this.subscriptions = subscriptions;
  }

  Future<WatchedStreamer> watch(WatchStreamer question) {
    return directory
        .byLogin(question.login())
        .compose(
            found ->
                found.map(this::watch).orElseGet(() -> Future.failedFuture(unknown(question))));
  }

  Future<Done> unwatch(UnwatchStreamer question) {
    subscriptions.unwatched(question.login());
    return Future.succeededFuture(new Done());
  }

  Future<FoundStreamers> find(FindStreamers question) {
    return channels.search(question.query()).map(FoundStreamers::new);
  }

  private Future<WatchedStreamer> watch(StreamerProfile streamer) {
    var report = subscriptions.ensure(streamer.id(), streamer.login());
    // Without the title and the viewers a page is still worth having.
    var stream = channels.stream(streamer.id()).otherwise(new StreamState(false, "", "", 0, null));
    return Future.all(report, stream)
        .map(both -> new WatchedStreamer(streamer, both.resultAt(1), both.resultAt(0)));
  }

  private static BusFailure unknown(WatchStreamer question) {
    return new BusFailure(
        Reason.NOT_FOUND,
        "There is no streamer called “%s” on Twitch. Check the spelling."
            .formatted(question.login()));
  }
}

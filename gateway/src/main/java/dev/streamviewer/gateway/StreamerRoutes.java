package dev.streamviewer.gateway;

import dev.streamviewer.platform.contract.ChannelNames;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.FindRecentEvents;
import dev.streamviewer.platform.contract.FindStreamers;
import dev.streamviewer.platform.contract.FindStreams;
import dev.streamviewer.platform.contract.FoundStreamers;
import dev.streamviewer.platform.contract.FoundStreams;
import dev.streamviewer.platform.contract.RecentEvents;
import dev.streamviewer.platform.contract.RenewWatch;
import dev.streamviewer.platform.contract.UnwatchStreamer;
import dev.streamviewer.platform.contract.Viewer;
import dev.streamviewer.platform.contract.WatchStreamer;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Choosing a streamer, and watching. */
final class StreamerRoutes {
  private static final RecentEvents UNKNOWN = new RecentEvents(List.of(), false);

  private final EventBus bus;
  private final boolean live;

  /**
   * @param live whether there are channels to listen to
   */
  StreamerRoutes(EventBus bus, boolean live) {
    this.bus = bus;
    this.live = live;
  }

  void mount(Operations operations) {
    operations.answer("findStreamers", this::find);
    operations.answer("findStreams", this::streams);
    operations.answer("watchStreamer", this::watch);
    operations.answer("renewWatch", this::renew);
    operations.answer("unwatchStreamer", this::unwatch);
    operations.answer("getRecentEvents", this::recent);
  }

  private Future<FoundStreamers> find(ApiRequest request) {
    var query = request.value("query").strip();
    return Contracts.FIND_STREAMERS.ask(bus, new FindStreamers(query, request.viewer().id()));
  }

  private Future<FoundStreams> streams(ApiRequest request) {
    var logins = Stream.of(request.value("logins").toLowerCase(Locale.ROOT).split(","));
    return Contracts.FIND_STREAMS.ask(
        bus, new FindStreams(logins.distinct().toList(), request.viewer().id()));
  }

  /** The stream can be watched without what came before, so only that may be missing. */
  private Future<Watch> watch(ApiRequest request) {
    var viewer = request.viewer();
    var recent = recent(request).otherwise(UNKNOWN);
    return Contracts.WATCH_STREAMER
        .ask(
            bus,
            new WatchStreamer(
                request.login(), viewer.id(), viewer.scopes(), request.session().lender()))
        .compose(watched -> recent.map(events -> Watch.of(watched, events, viewer, live)));
  }

  private Future<Done> renew(ApiRequest request) {
    return Contracts.RENEW_WATCH.ask(bus, new RenewWatch(request.login(), request.viewer().id()));
  }

  private Future<Done> unwatch(ApiRequest request) {
    return Contracts.UNWATCH_STREAMER.ask(
        bus,
        new UnwatchStreamer(request.login(), request.viewer().id(), request.session().lender()));
  }

  private Future<RecentEvents> recent(ApiRequest request) {
    var viewer = request.viewer();
    var own = viewer.login().equalsIgnoreCase(request.login());
    return Contracts.RECENT_EVENTS
        .ask(bus, new FindRecentEvents(request.login(), request.value("after"), own))
        .map(recent -> visible(recent, viewer));
  }

  /** The login alone may have been another person's; each event says whose it is. */
  private static RecentEvents visible(RecentEvents recent, Viewer viewer) {
    var events =
        recent.events().stream()
            .filter(it -> ChannelNames.isPublic(it) || viewer.id().equals(it.streamer().id()))
            .toList();
    return new RecentEvents(events, recent.complete());
  }
}

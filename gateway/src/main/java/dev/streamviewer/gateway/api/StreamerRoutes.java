package dev.streamviewer.gateway.api;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.auth.Viewer;
import dev.streamviewer.platform.contract.event.ChannelNames;
import dev.streamviewer.platform.contract.event.FindEvent;
import dev.streamviewer.platform.contract.event.FindOriginalBody;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.OriginalBody;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.FindStreamers;
import dev.streamviewer.platform.contract.streamer.FoundStreamers;
import dev.streamviewer.platform.contract.streamer.RenewWatch;
import dev.streamviewer.platform.contract.streamer.UnwatchStreamer;
import dev.streamviewer.platform.contract.streamer.WatchStreamer;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.util.List;

/** Search for streamers, watches, and recent events. */
public final class StreamerRoutes {
  private static final RecentEvents NO_RECENT_EVENTS = new RecentEvents(List.of(), false);

  private final EventBus bus;
  private final boolean liveFeed;
  private final ModeratorRole role;

  /**
   * @param liveFeed whether Pusher channels exist
   */
  public StreamerRoutes(EventBus bus, boolean liveFeed) {
    this.bus = bus;
    this.liveFeed = liveFeed;
    this.role = new ModeratorRole(bus);
  }

  public void mount(ApiOperations operations) {
    operations.answer("findStreamers", this::find);
    operations.answer("watchStreamer", this::watch);
    operations.answer("renewWatch", this::renew);
    operations.answer("unwatchStreamer", this::unwatch);
    operations.answer("getRecentEvents", this::recent);
    operations.answer("getEvent", this::event);
  }

  private Future<FoundStreamers> find(ApiRequest request) {
    var query = request.value("query").strip();
    return Contracts.FIND_STREAMERS.ask(bus, new FindStreamers(query, request.viewer().id()));
  }

  /**
   * Opens a streamer. The recent events may be missing, since the stream can be watched without
   * them.
   */
  private Future<OpenedStream> watch(ApiRequest request) {
    var viewer = request.viewer();
    var recent = recent(request).otherwise(NO_RECENT_EVENTS);
    return Contracts.WATCH_STREAMER
        .ask(
            bus,
            new WatchStreamer(
                request.login(),
                viewer.id(),
                viewer.scopes(),
                request.session().lender(),
                request.session().moderator(),
                request.overlay() == null ? request.value("id") : null))
        .compose(
            watched -> recent.map(events -> OpenedStream.of(watched, events, viewer, liveFeed)));
  }

  private Future<Done> renew(ApiRequest request) {
    return Contracts.RENEW_WATCH.ask(
        bus, new RenewWatch(request.login(), request.viewer().id(), request.session().moderator()));
  }

  private Future<Done> unwatch(ApiRequest request) {
    return Contracts.UNWATCH_STREAMER.ask(
        bus,
        new UnwatchStreamer(request.login(), request.viewer().id(), request.session().lender()));
  }

  private Future<RecentEvents> recent(ApiRequest request) {
    return moderator(request)
        .compose(
            moderator ->
                Contracts.RECENT_EVENTS
                    .ask(
                        bus,
                        new FindRecentEvents(
                            request.login(),
                            request.value("after"),
                            isOwnChannel(request),
                            moderator))
                    .map(recent -> visible(recent, request.viewer(), moderator)));
  }

  /**
   * The viewer's id if the viewer moderates the channel, else null; null as well if that cannot be
   * found out.
   */
  private Future<String> moderator(ApiRequest request) {
    return role.moderates(request.session(), request.login())
        .otherwise(false)
        .map(moderates -> moderates ? request.viewer().id() : null);
  }

  /**
   * Finds one event. A hidden event is reported like an unknown one, so that no id is confirmed.
   */
  private Future<WholeEvent> event(ApiRequest request) {
    return moderator(request).compose(moderator -> event(request, moderator));
  }

  private Future<WholeEvent> event(ApiRequest request, String moderator) {
    var question =
        new FindEvent(request.login(), request.value("id"), isOwnChannel(request), moderator);
    return Contracts.FIND_EVENT
        .ask(bus, question)
        .compose(
            event ->
                isVisible(event, request.viewer(), moderator)
                    ? Future.succeededFuture(event)
                    : Future.failedFuture(new BusFailure(Reason.NOT_FOUND, FindEvent.NOT_KEPT)))
        .compose(this::withBody);
  }

  /** Adds what Twitch sent, without which the event is still worth an answer. */
  private Future<WholeEvent> withBody(StreamEvent event) {
    return Contracts.FIND_ORIGINAL_BODY
        .ask(bus, new FindOriginalBody(event.streamer().login(), event.id()))
        .otherwise(OriginalBody.NONE)
        .map(original -> new WholeEvent(event, original.body()));
  }

  private static boolean isOwnChannel(ApiRequest request) {
    return request.viewer().login().equalsIgnoreCase(request.login());
  }

  static RecentEvents visible(RecentEvents recent, Viewer viewer, String moderator) {
    var events =
        recent.events().stream().filter(event -> isVisible(event, viewer, moderator)).toList();
    return new RecentEvents(events, recent.complete());
  }

  /** Decides by the streamer's id: the login may have belonged to another person. */
  private static boolean isVisible(StreamEvent event, Viewer viewer, String moderator) {
    return ChannelNames.isVisible(event, viewer.id().equals(event.streamer().id()), moderator);
  }
}

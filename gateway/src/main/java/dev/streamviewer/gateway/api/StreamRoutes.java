package dev.streamviewer.gateway.api;

import dev.streamviewer.gateway.http.RejectedRequest;
import dev.streamviewer.gateway.session.SessionCookie;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.auth.FindFollowedStreams;
import dev.streamviewer.platform.contract.auth.ModeratedChannels.ModeratedChannel;
import dev.streamviewer.platform.contract.schedule.FindSchedule;
import dev.streamviewer.platform.contract.schedule.FoundSchedule;
import dev.streamviewer.platform.contract.streamer.FindCategories;
import dev.streamviewer.platform.contract.streamer.FindPopularStreams;
import dev.streamviewer.platform.contract.streamer.FindStreams;
import dev.streamviewer.platform.contract.streamer.FindVideos;
import dev.streamviewer.platform.contract.streamer.FindViewerSamples;
import dev.streamviewer.platform.contract.streamer.FoundCategories;
import dev.streamviewer.platform.contract.streamer.FoundStreams;
import dev.streamviewer.platform.contract.streamer.FoundVideos;
import dev.streamviewer.platform.contract.streamer.ViewerSamples;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Lists of streams, and what surrounds a stream: categories, recordings, schedules, samples of
 * viewers.
 */
public final class StreamRoutes {
  private static final String FOLLOWED = "followed";
  private static final String MODERATED = "moderated";
  private static final String POPULAR = "popular";

  private final EventBus bus;
  private final SessionCookie sessionCookie;
  private final ModeratorRole role;

  public StreamRoutes(EventBus bus, SessionCookie sessionCookie) {
    this.bus = bus;
    this.sessionCookie = sessionCookie;
    this.role = new ModeratorRole(bus);
  }

  public void mount(ApiOperations operations) {
    operations.answer("findStreams", this::streams);
    operations.answer("findCategories", this::categories);
    operations.answer("findVideos", this::videos);
    operations.answer("findSchedule", this::schedule);
    operations.answer("findViewerSamples", this::viewerSamples);
  }

  private Future<FoundStreams> streams(ApiRequest request) {
    var list = request.value("list");
    checkCombination(request, list);
    if (list == null) {
      return byLogin(request);
    }
    return switch (list) {
      case FOLLOWED -> followed(request);
      case MODERATED -> moderated(request);
      default -> popular(request);
    };
  }

  /** Checks what the contract cannot express: which parameters go together. */
  private static void checkCombination(ApiRequest request, String list) {
    if ((list == null) == (request.value("logins") == null)) {
      throw RejectedRequest.invalid(
          "The query has %s, expected either logins or list."
              .formatted(list == null ? "neither logins nor list" : "both logins and list"));
    }
    if (!POPULAR.equals(list)
        && (request.value("language") != null || request.value("category") != null)) {
      throw RejectedRequest.invalid(
          "The query parameters language and category go with list=popular only.");
    }
  }

  private Future<FoundStreams> byLogin(ApiRequest request) {
    var logins = Stream.of(request.value("logins").toLowerCase(Locale.ROOT).split(","));
    return Contracts.FIND_STREAMS.ask(
        bus, new FindStreams(logins.distinct().toList(), request.viewer().id()));
  }

  /** The auth service finds the session again, since it alone may use the viewer's token. */
  private Future<FoundStreams> followed(ApiRequest request) {
    var cookie = sessionCookie.read(request.http()).orElse(null);
    return Contracts.FIND_FOLLOWED_STREAMS.ask(bus, new FindFollowedStreams(cookie));
  }

  /** Finds the state of all channels that the viewer moderates, live or not. */
  private Future<FoundStreams> moderated(ApiRequest request) {
    return request.session().moderator() == null
        ? Future.succeededFuture(FoundStreams.withoutConsent())
        : role.channels(request.session())
            .map(channels -> channels.stream().map(ModeratedChannel::login).toList())
            .compose(
                logins ->
                    Contracts.FIND_STREAMS.ask(
                        bus, new FindStreams(logins, request.viewer().id())));
  }

  private Future<FoundStreams> popular(ApiRequest request) {
    return Contracts.FIND_POPULAR_STREAMS.ask(
        bus,
        new FindPopularStreams(
            request.value("language"), request.value("category"), request.viewer().id()));
  }

  private Future<FoundCategories> categories(ApiRequest request) {
    return Contracts.FIND_CATEGORIES.ask(bus, new FindCategories(request.viewer().id()));
  }

  private Future<FoundVideos> videos(ApiRequest request) {
    return Contracts.FIND_VIDEOS.ask(bus, new FindVideos(request.login(), request.viewer().id()));
  }

  private Future<FoundSchedule> schedule(ApiRequest request) {
    return Contracts.FIND_SCHEDULE.ask(
        bus, new FindSchedule(request.login(), request.viewer().id()));
  }

  private Future<ViewerSamples> viewerSamples(ApiRequest request) {
    return Contracts.FIND_VIEWER_SAMPLES.ask(
        bus, new FindViewerSamples(request.login(), request.viewer().id()));
  }
}

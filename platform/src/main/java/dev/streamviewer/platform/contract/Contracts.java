package dev.streamviewer.platform.contract;

import dev.streamviewer.platform.batch.BatchedEndpoint;
import dev.streamviewer.platform.batch.ItemCodec;
import dev.streamviewer.platform.bus.Endpoint;
import dev.streamviewer.platform.bus.OtherServers;
import dev.streamviewer.platform.bus.Topic;
import dev.streamviewer.platform.contract.auth.AppToken;
import dev.streamviewer.platform.contract.auth.AppTokenRequest;
import dev.streamviewer.platform.contract.auth.BeginLogin;
import dev.streamviewer.platform.contract.auth.ChatConsentRevoked;
import dev.streamviewer.platform.contract.auth.ChatToken;
import dev.streamviewer.platform.contract.auth.CompleteLogin;
import dev.streamviewer.platform.contract.auth.EndSession;
import dev.streamviewer.platform.contract.auth.FindFollowedStreams;
import dev.streamviewer.platform.contract.auth.FindModeratedChannels;
import dev.streamviewer.platform.contract.auth.FindSession;
import dev.streamviewer.platform.contract.auth.GetChatToken;
import dev.streamviewer.platform.contract.auth.LoginRedirect;
import dev.streamviewer.platform.contract.auth.LoginResult;
import dev.streamviewer.platform.contract.auth.ModeratedChannels;
import dev.streamviewer.platform.contract.auth.Session;
import dev.streamviewer.platform.contract.auth.ValidateSessions;
import dev.streamviewer.platform.contract.event.AuthorizeChannel;
import dev.streamviewer.platform.contract.event.ChannelAuthorization;
import dev.streamviewer.platform.contract.event.ChannelOccupancy;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.contract.event.FindEvent;
import dev.streamviewer.platform.contract.event.FindOriginalBody;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.OriginalBody;
import dev.streamviewer.platform.contract.event.PusherWebhook;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.overlay.CreateOverlay;
import dev.streamviewer.platform.contract.overlay.EndOverlay;
import dev.streamviewer.platform.contract.overlay.FindOverlay;
import dev.streamviewer.platform.contract.overlay.FindOverlays;
import dev.streamviewer.platform.contract.overlay.NewOverlay;
import dev.streamviewer.platform.contract.overlay.OverlayRights;
import dev.streamviewer.platform.contract.overlay.Overlays;
import dev.streamviewer.platform.contract.schedule.FindSchedule;
import dev.streamviewer.platform.contract.schedule.FoundSchedule;
import dev.streamviewer.platform.contract.streamer.ChatTokenOwner;
import dev.streamviewer.platform.contract.streamer.FindCategories;
import dev.streamviewer.platform.contract.streamer.FindPopularStreams;
import dev.streamviewer.platform.contract.streamer.FindStreamers;
import dev.streamviewer.platform.contract.streamer.FindStreams;
import dev.streamviewer.platform.contract.streamer.FindVideos;
import dev.streamviewer.platform.contract.streamer.FindViewerSamples;
import dev.streamviewer.platform.contract.streamer.FoundCategories;
import dev.streamviewer.platform.contract.streamer.FoundStreamers;
import dev.streamviewer.platform.contract.streamer.FoundStreams;
import dev.streamviewer.platform.contract.streamer.FoundVideos;
import dev.streamviewer.platform.contract.streamer.ModeratorRemoved;
import dev.streamviewer.platform.contract.streamer.ModeratorWatched;
import dev.streamviewer.platform.contract.streamer.RenewWatch;
import dev.streamviewer.platform.contract.streamer.StreamerWatched;
import dev.streamviewer.platform.contract.streamer.UnwatchStreamer;
import dev.streamviewer.platform.contract.streamer.ViewerSamples;
import dev.streamviewer.platform.contract.streamer.WatchStreamer;
import dev.streamviewer.platform.contract.streamer.WatchedStreamer;
import dev.streamviewer.platform.contract.webhook.ChannelUpdates;
import dev.streamviewer.platform.contract.webhook.MigrationUnderWay;
import dev.streamviewer.platform.contract.webhook.SubscriptionConfirmed;
import dev.streamviewer.platform.contract.webhook.SubscriptionsEnded;
import dev.streamviewer.platform.contract.webhook.VerifyIntent;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import dev.streamviewer.platform.contract.webhook.WebhookDeliveryCodec;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;
import dev.streamviewer.platform.record.RecordCodec;
import io.vertx.core.eventbus.EventBus;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** All addresses of the event bus, with the types of their requests and replies. */
public final class Contracts {
  private static final Duration QUICK = Duration.ofMillis(500);

  /** Leaves time for the answer of the server that asks other servers. */
  private static final Duration AMONG_SERVERS = Duration.ofMillis(300);

  /** Twitch allows a few seconds, and the service answers within one; the rest covers the bus. */
  private static final Duration INGEST = Duration.ofSeconds(2);

  /** Longer than the deadline of one call to Pusher, so that the notifier's reply arrives. */
  private static final Duration DELIVERY = Duration.ofSeconds(4);

  /**
   * Requests that call Twitch, each call with a separate deadline. Even when repeated, the request
   * stays under the ten seconds that a page waits.
   */
  private static final Duration TWITCH = Duration.ofMillis(4500);

  /** Three consecutive calls to Twitch. */
  private static final Duration LOGIN = Duration.ofSeconds(8);

  /** A raw callback of Twitch or a WebSub hub. Served by the webhook service. */
  public static final Endpoint<WebhookDelivery, WebhookVerdict> INGEST_WEBHOOK =
      Endpoint.repeatable("webhook.ingest", WebhookDelivery.class, WebhookVerdict.class, INGEST);

  /**
   * The same in batches. Twitch's repetitions prefer the process that got the first copy, which
   * saves work.
   */
  public static final BatchedEndpoint<WebhookDelivery, WebhookVerdict> INGEST_WEBHOOKS =
      new BatchedEndpoint<>(
          INGEST_WEBHOOK,
          ItemCodec.of(new WebhookDeliveryCodec()),
          ItemCodec.json(WebhookVerdict.class),
          INGEST.multipliedBy(2),
          callback -> callback.subject().messageId());

  /** A WebSub hub's verification of intent, or denial. Served by the webhook service. */
  public static final Endpoint<VerifyIntent, WebhookVerdict> VERIFY_INTENT =
      Endpoint.repeatable("webhook.verify-intent", VerifyIntent.class, WebhookVerdict.class, QUICK);

  /** Ensures that events of a streamer arrive. Served by the webhook service. */
  public static final Endpoint<WatchStreamer, WatchedStreamer> WATCH_STREAMER =
      Endpoint.repeatable("webhook.watch", WatchStreamer.class, WatchedStreamer.class, TWITCH);

  /**
   * Renews a viewer's watch, the only sign of a viewer without Pusher. Served by the webhook
   * service.
   */
  public static final Endpoint<RenewWatch, Done> RENEW_WATCH =
      Endpoint.repeatable("webhook.renew", RenewWatch.class, Done.class, TWITCH);

  /** Ends a viewer's watch. Served by the webhook service. */
  public static final Endpoint<UnwatchStreamer, Done> UNWATCH_STREAMER =
      Endpoint.repeatable("webhook.unwatch", UnwatchStreamer.class, Done.class, QUICK);

  /** Finds streamers by a part of their name. Served by the webhook service. */
  public static final Endpoint<FindStreamers, FoundStreamers> FIND_STREAMERS =
      Endpoint.repeatable("webhook.streamers", FindStreamers.class, FoundStreamers.class, TWITCH);

  /** Finds out which of some streamers are live. Served by the webhook service. */
  public static final Endpoint<FindStreams, FoundStreams> FIND_STREAMS =
      Endpoint.repeatable("webhook.streams", FindStreams.class, FoundStreams.class, TWITCH);

  /** Twitch's original body of an event. Served by the webhook service. */
  public static final Endpoint<FindOriginalBody, OriginalBody> FIND_ORIGINAL_BODY =
      Endpoint.repeatable("webhook.body", FindOriginalBody.class, OriginalBody.class, QUICK);

  /** The same among the webhook services, each of which knows what it received. */
  public static final OtherServers<FindOriginalBody, OriginalBody> ORIGINAL_BODY_ELSEWHERE =
      new OtherServers<>(FIND_ORIGINAL_BODY, AMONG_SERVERS);

  /** The live streams with the most viewers. Served by the webhook service. */
  public static final Endpoint<FindPopularStreams, FoundStreams> FIND_POPULAR_STREAMS =
      Endpoint.repeatable("webhook.popular", FindPopularStreams.class, FoundStreams.class, TWITCH);

  /** The categories with the most viewers. Served by the webhook service. */
  public static final Endpoint<FindCategories, FoundCategories> FIND_CATEGORIES =
      Endpoint.repeatable(
          "webhook.categories", FindCategories.class, FoundCategories.class, TWITCH);

  /** Recordings of a streamer's broadcasts. Served by the webhook service. */
  public static final Endpoint<FindVideos, FoundVideos> FIND_VIDEOS =
      Endpoint.repeatable("webhook.videos", FindVideos.class, FoundVideos.class, TWITCH);

  /** The next scheduled streams of a streamer. Served by the webhook service. */
  public static final Endpoint<FindSchedule, FoundSchedule> FIND_SCHEDULE =
      Endpoint.repeatable("webhook.schedule", FindSchedule.class, FoundSchedule.class, TWITCH);

  /** The latest numbers of viewers of a stream. Served by the webhook service. */
  public static final Endpoint<FindViewerSamples, ViewerSamples> FIND_VIEWER_SAMPLES =
      Endpoint.repeatable(
          "webhook.viewer-samples", FindViewerSamples.class, ViewerSamples.class, TWITCH);

  /** Delivers an event to Pusher or SNS; the reply is their acceptance. Served by the notifier. */
  public static final Endpoint<StreamEvent, DeliveryAcceptance> DELIVER_EVENT =
      Endpoint.repeatable(
          "notifier.deliver", StreamEvent.class, DeliveryAcceptance.class, DELIVERY);

  /** The same in batches. */
  public static final BatchedEndpoint<StreamEvent, DeliveryAcceptance> DELIVER_EVENTS =
      new BatchedEndpoint<>(
          DELIVER_EVENT,
          ItemCodec.json(StreamEvent.class),
          ItemCodec.json(DeliveryAcceptance.class),
          DELIVERY.multipliedBy(2),
          event -> null);

  /** Recent events of a channel. Served by the notifier. */
  public static final Endpoint<FindRecentEvents, RecentEvents> RECENT_EVENTS =
      Endpoint.repeatable("notifier.recent", FindRecentEvents.class, RecentEvents.class, QUICK);

  /** A whole recent event. Served by the notifier. */
  public static final Endpoint<FindEvent, StreamEvent> FIND_EVENT =
      Endpoint.repeatable("notifier.event", FindEvent.class, StreamEvent.class, QUICK);

  /** Signs a private channel for one connection. Served by the notifier, which holds the secret. */
  public static final Endpoint<AuthorizeChannel, ChannelAuthorization> AUTHORIZE_CHANNEL =
      Endpoint.repeatable(
          "notifier.authorize", AuthorizeChannel.class, ChannelAuthorization.class, QUICK);

  /** A raw webhook of Pusher. Served by the notifier, which holds the secret. */
  public static final Endpoint<PusherWebhook, Done> PUSHER_WEBHOOK =
      Endpoint.repeatable("notifier.pusher-webhook", PusherWebhook.class, Done.class, QUICK);

  /** Channels that have listeners, as reported by Pusher. Published by the notifier. */
  public static final Topic<ChannelOccupancy> CHANNEL_OCCUPANCY =
      new Topic<>("notifier.occupancy", ChannelOccupancy.class);

  /** Confirmation of a subscription by Twitch. Published among the webhook services. */
  public static final Topic<SubscriptionConfirmed> SUBSCRIPTION_CONFIRMED =
      new Topic<>("webhook.confirmed", SubscriptionConfirmed.class);

  /** Start or renewal of a watch. Published among the webhook services. */
  public static final Topic<StreamerWatched> STREAMER_WATCHED =
      new Topic<>("webhook.watched", StreamerWatched.class);

  /** End of a streamer's subscriptions. Published among the webhook services. */
  public static final Topic<SubscriptionsEnded> SUBSCRIPTIONS_ENDED =
      new Topic<>("webhook.ended", SubscriptionsEnded.class);

  /** Updates of channels. Published among the webhook services. */
  public static final Topic<ChannelUpdates> CHANNEL_UPDATES =
      new Topic<>("webhook.channel-updates", ChannelUpdates.class);

  /**
   * A viewer whose consent to read chat may be used for a streamer. Published among the webhook
   * services.
   */
  public static final Topic<ChatTokenOwner> CHAT_TOKEN_OWNER =
      new Topic<>("webhook.chat-lender", ChatTokenOwner.class);

  /** Sign of a viewer at a channel that the viewer moderates. Published among webhook services. */
  public static final Topic<ModeratorWatched> MODERATOR_WATCHED =
      new Topic<>("webhook.moderator-watched", ModeratorWatched.class);

  /** End of a moderator's role. Published by the webhook services. */
  public static final Topic<ModeratorRemoved> MODERATOR_REMOVED =
      new Topic<>("webhook.moderator-removed", ModeratorRemoved.class);

  /** Starts a sign-in. Served by the auth service. */
  public static final Endpoint<BeginLogin, LoginRedirect> BEGIN_LOGIN =
      Endpoint.repeatable("auth.login", BeginLogin.class, LoginRedirect.class, QUICK);

  /**
   * Completes a sign-in with Twitch's answer. Served by the auth service. Not repeatable: the first
   * request consumes the state and the code.
   */
  public static final Endpoint<CompleteLogin, LoginResult> COMPLETE_LOGIN =
      Endpoint.once("auth.complete", CompleteLogin.class, LoginResult.class, LOGIN);

  /** Ends a session and revokes its tokens. Served by the auth service. */
  public static final Endpoint<EndSession, Done> END_SESSION =
      Endpoint.repeatable("auth.logout", EndSession.class, Done.class, TWITCH);

  /** Finds the viewer of a session cookie. Served by the auth service. */
  public static final Endpoint<FindSession, Session> FIND_SESSION =
      Endpoint.repeatable("auth.session", FindSession.class, Session.class, TWITCH);

  /** Validates the sessions of a viewer at Twitch soon. Served by the auth service. */
  public static final Endpoint<ValidateSessions, Done> VALIDATE_SESSIONS =
      Endpoint.repeatable("auth.validate", ValidateSessions.class, Done.class, QUICK);

  /** The app access token for Helix. Served by the auth service. */
  public static final Endpoint<AppTokenRequest, AppToken> APP_TOKEN =
      Endpoint.repeatable("auth.app-token", AppTokenRequest.class, AppToken.class, TWITCH);

  /**
   * A viewer's access token that reads chat. Fails with UNAUTHENTICATED or FORBIDDEN when the
   * consent has ended. Served by the auth service, used only by the webhook service.
   */
  public static final Endpoint<GetChatToken, ChatToken> CHAT_TOKEN =
      Endpoint.repeatable("auth.chat-token", GetChatToken.class, ChatToken.class, TWITCH);

  /**
   * The live streams of the channels that a viewer follows. Served by the auth service, so that the
   * viewer's token stays there.
   */
  public static final Endpoint<FindFollowedStreams, FoundStreams> FIND_FOLLOWED_STREAMS =
      Endpoint.repeatable("auth.followed", FindFollowedStreams.class, FoundStreams.class, TWITCH);

  /** Creates an overlay token. Served by the auth service. */
  public static final Endpoint<CreateOverlay, NewOverlay> CREATE_OVERLAY =
      Endpoint.repeatable("auth.overlay-create", CreateOverlay.class, NewOverlay.class, TWITCH);

  /** The overlays of a viewer. Served by the auth service. */
  public static final Endpoint<FindOverlays, Overlays> FIND_OVERLAYS =
      Endpoint.repeatable("auth.overlays", FindOverlays.class, Overlays.class, QUICK);

  /** Withdraws the overlay tokens of a viewer for a streamer. Served by the auth service. */
  public static final Endpoint<EndOverlay, Done> END_OVERLAY =
      Endpoint.repeatable("auth.overlay-end", EndOverlay.class, Done.class, QUICK);

  /** Finds the rights of an overlay token. Served by the auth service. */
  public static final Endpoint<FindOverlay, OverlayRights> FIND_OVERLAY =
      Endpoint.repeatable("auth.overlay", FindOverlay.class, OverlayRights.class, TWITCH);

  /** The channels that a viewer moderates. Served by the auth service, which keeps the token. */
  public static final Endpoint<FindModeratedChannels, ModeratedChannels> MODERATED_CHANNELS =
      Endpoint.repeatable(
          "auth.moderated-channels", FindModeratedChannels.class, ModeratedChannels.class, TWITCH);

  /** End of a consent to read chat. Published by the auth service. */
  public static final Topic<ChatConsentRevoked> CHAT_TOKEN_OWNER_GONE =
      new Topic<>("auth.lender-gone", ChatConsentRevoked.class);

  /** Notice that events may arrive twice for a while. Published among the webhook services. */
  public static final Topic<MigrationUnderWay> HANDOVER =
      new Topic<>("webhook.handover", MigrationUnderWay.class);

  private static final List<Endpoint<?, ?>> ENDPOINTS =
      List.of(
          INGEST_WEBHOOK,
          VERIFY_INTENT,
          WATCH_STREAMER,
          RENEW_WATCH,
          UNWATCH_STREAMER,
          FIND_STREAMERS,
          FIND_STREAMS,
          FIND_ORIGINAL_BODY,
          FIND_POPULAR_STREAMS,
          FIND_CATEGORIES,
          FIND_VIDEOS,
          FIND_SCHEDULE,
          FIND_VIEWER_SAMPLES,
          DELIVER_EVENT,
          RECENT_EVENTS,
          FIND_EVENT,
          AUTHORIZE_CHANNEL,
          PUSHER_WEBHOOK,
          BEGIN_LOGIN,
          COMPLETE_LOGIN,
          END_SESSION,
          FIND_SESSION,
          VALIDATE_SESSIONS,
          APP_TOKEN,
          CHAT_TOKEN,
          FIND_FOLLOWED_STREAMS,
          CREATE_OVERLAY,
          FIND_OVERLAYS,
          END_OVERLAY,
          FIND_OVERLAY,
          MODERATED_CHANNELS);

  private Contracts() {}

  /** Registers the codecs of all messages. Call once per Vert.x, before any deployment. */
  public static void register(EventBus bus) {
    Stream.concat(
            ENDPOINTS.stream().flatMap(it -> Stream.of(it.question(), it.answer())),
            Stream.of(
                CHANNEL_OCCUPANCY.type(),
                SUBSCRIPTION_CONFIRMED.type(),
                STREAMER_WATCHED.type(),
                CHANNEL_UPDATES.type(),
                CHAT_TOKEN_OWNER.type(),
                CHAT_TOKEN_OWNER_GONE.type(),
                HANDOVER.type(),
                MODERATOR_WATCHED.type(),
                MODERATOR_REMOVED.type(),
                SUBSCRIPTIONS_ENDED.type()))
        .distinct()
        .filter(type -> type != WebhookDelivery.class)
        .forEach(type -> RecordCodec.register(bus, type));
    WebhookDeliveryCodec.register(bus);
  }
}

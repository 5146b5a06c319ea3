package dev.streamviewer.platform.contract;

import dev.streamviewer.platform.bus.Endpoint;
import dev.streamviewer.platform.bus.RecordCodec;
import dev.streamviewer.platform.bus.Topic;
import dev.streamviewer.platform.contract.auth.AppToken;
import dev.streamviewer.platform.contract.auth.AppTokenRequest;
import dev.streamviewer.platform.contract.auth.BeginLogin;
import dev.streamviewer.platform.contract.auth.ChatConsentRevoked;
import dev.streamviewer.platform.contract.auth.ChatToken;
import dev.streamviewer.platform.contract.auth.CompleteLogin;
import dev.streamviewer.platform.contract.auth.EndSession;
import dev.streamviewer.platform.contract.auth.FindSession;
import dev.streamviewer.platform.contract.auth.GetChatToken;
import dev.streamviewer.platform.contract.auth.LoginRedirect;
import dev.streamviewer.platform.contract.auth.LoginResult;
import dev.streamviewer.platform.contract.auth.Session;
import dev.streamviewer.platform.contract.event.AuthorizeChannel;
import dev.streamviewer.platform.contract.event.ChannelAuthorization;
import dev.streamviewer.platform.contract.event.ChannelOccupancy;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.PusherWebhook;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.ChatTokenOwner;
import dev.streamviewer.platform.contract.streamer.FindStreamers;
import dev.streamviewer.platform.contract.streamer.FindStreams;
import dev.streamviewer.platform.contract.streamer.FoundStreamers;
import dev.streamviewer.platform.contract.streamer.FoundStreams;
import dev.streamviewer.platform.contract.streamer.RenewWatch;
import dev.streamviewer.platform.contract.streamer.StreamerWatched;
import dev.streamviewer.platform.contract.streamer.UnwatchStreamer;
import dev.streamviewer.platform.contract.streamer.WatchStreamer;
import dev.streamviewer.platform.contract.streamer.WatchedStreamer;
import dev.streamviewer.platform.contract.webhook.MigrationUnderWay;
import dev.streamviewer.platform.contract.webhook.SubscriptionConfirmed;
import dev.streamviewer.platform.contract.webhook.SubscriptionsEnded;
import dev.streamviewer.platform.contract.webhook.VerifyIntent;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import dev.streamviewer.platform.contract.webhook.WebhookDeliveryCodec;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;
import io.vertx.core.eventbus.EventBus;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Every address of the event bus, what is asked there and what is answered. */
public final class Contracts {
  private static final Duration QUICK = Duration.ofMillis(500);

  /**
   * Twitch allows a few seconds and we answer after one; the rest is for the way there and back.
   */
  private static final Duration INGEST = Duration.ofSeconds(2);

  /** Longer than the deadline of one call to Pusher, so that the notifier's own answer arrives. */
  private static final Duration DELIVERY = Duration.ofSeconds(4);

  /**
   * Questions that need calls to Twitch, each with a deadline of its own. Asked twice they stay
   * under the ten seconds that a page waits.
   */
  private static final Duration TWITCH = Duration.ofMillis(4500);

  /** Three calls to Twitch, one after the other. */
  private static final Duration LOGIN = Duration.ofSeconds(8);

  /** A raw callback of Twitch or a WebSub hub. Served by the webhook service. */
  public static final Endpoint<WebhookDelivery, WebhookVerdict> INGEST_WEBHOOK =
      Endpoint.repeatable("webhook.ingest", WebhookDelivery.class, WebhookVerdict.class, INGEST);

  /** A WebSub hub's verification of intent, or denial. Served by the webhook service. */
  public static final Endpoint<VerifyIntent, WebhookVerdict> VERIFY_INTENT =
      Endpoint.repeatable("webhook.verify-intent", VerifyIntent.class, WebhookVerdict.class, QUICK);

  /** Make sure that events of a streamer reach us. Served by the webhook service. */
  public static final Endpoint<WatchStreamer, WatchedStreamer> WATCH_STREAMER =
      Endpoint.repeatable("webhook.watch", WatchStreamer.class, WatchedStreamer.class, TWITCH);

  /** A viewer still watches; without Pusher nobody else tells. Served by the webhook service. */
  public static final Endpoint<RenewWatch, Done> RENEW_WATCH =
      Endpoint.repeatable("webhook.renew", RenewWatch.class, Done.class, TWITCH);

  /** A viewer no longer watches. Served by the webhook service. */
  public static final Endpoint<UnwatchStreamer, Done> UNWATCH_STREAMER =
      Endpoint.repeatable("webhook.unwatch", UnwatchStreamer.class, Done.class, QUICK);

  /** Streamers by a part of their name. Served by the webhook service. */
  public static final Endpoint<FindStreamers, FoundStreamers> FIND_STREAMERS =
      Endpoint.repeatable("webhook.streamers", FindStreamers.class, FoundStreamers.class, TWITCH);

  /** Who of some streamers is live. Served by the webhook service. */
  public static final Endpoint<FindStreams, FoundStreams> FIND_STREAMS =
      Endpoint.repeatable("webhook.streams", FindStreams.class, FoundStreams.class, TWITCH);

  /** Hand an event to Pusher or SNS; the answer is their acceptance. Served by the notifier. */
  public static final Endpoint<StreamEvent, DeliveryAcceptance> DELIVER_EVENT =
      Endpoint.repeatable(
          "notifier.deliver", StreamEvent.class, DeliveryAcceptance.class, DELIVERY);

  /** What happened lately on a channel. Served by the notifier. */
  public static final Endpoint<FindRecentEvents, RecentEvents> RECENT_EVENTS =
      Endpoint.repeatable("notifier.recent", FindRecentEvents.class, RecentEvents.class, QUICK);

  /** Sign a private channel for one connection. Served by the notifier, who holds the secret. */
  public static final Endpoint<AuthorizeChannel, ChannelAuthorization> AUTHORIZE_CHANNEL =
      Endpoint.repeatable(
          "notifier.authorize", AuthorizeChannel.class, ChannelAuthorization.class, QUICK);

  /** A raw webhook of Pusher. Served by the notifier, who holds the secret. */
  public static final Endpoint<PusherWebhook, Done> PUSHER_WEBHOOK =
      Endpoint.repeatable("notifier.pusher-webhook", PusherWebhook.class, Done.class, QUICK);

  /** Which channels have listeners, as Pusher tells. Published by the notifier. */
  public static final Topic<ChannelOccupancy> CHANNEL_OCCUPANCY =
      new Topic<>("notifier.occupancy", ChannelOccupancy.class);

  /** A subscription at Twitch is confirmed. Among the webhook services. */
  public static final Topic<SubscriptionConfirmed> SUBSCRIPTION_CONFIRMED =
      new Topic<>("webhook.confirmed", SubscriptionConfirmed.class);

  /** Somebody watches a streamer. Among the webhook services. */
  public static final Topic<StreamerWatched> STREAMER_WATCHED =
      new Topic<>("webhook.watched", StreamerWatched.class);

  /** Subscriptions of a streamer end. Among the webhook services. */
  public static final Topic<SubscriptionsEnded> SUBSCRIPTIONS_ENDED =
      new Topic<>("webhook.ended", SubscriptionsEnded.class);

  /** Whose consent to read chat may be used for a streamer. Among the webhook services. */
  public static final Topic<ChatTokenOwner> CHAT_LENDER =
      new Topic<>("webhook.chat-lender", ChatTokenOwner.class);

  /** Start a sign-in. Served by the auth service. */
  public static final Endpoint<BeginLogin, LoginRedirect> BEGIN_LOGIN =
      Endpoint.repeatable("auth.login", BeginLogin.class, LoginRedirect.class, QUICK);

  /**
   * Finish a sign-in with Twitch's answer. Served by the auth service. Not repeatable: the first
   * ask spends the state and the code.
   */
  public static final Endpoint<CompleteLogin, LoginResult> COMPLETE_LOGIN =
      Endpoint.once("auth.complete", CompleteLogin.class, LoginResult.class, LOGIN);

  /** End a session and revoke its tokens. Served by the auth service. */
  public static final Endpoint<EndSession, Done> END_SESSION =
      Endpoint.repeatable("auth.logout", EndSession.class, Done.class, TWITCH);

  /** Who is behind a session cookie. Served by the auth service. */
  public static final Endpoint<FindSession, Session> FIND_SESSION =
      Endpoint.repeatable("auth.session", FindSession.class, Session.class, TWITCH);

  /** The app access token for Helix. Served by the auth service. */
  public static final Endpoint<AppTokenRequest, AppToken> APP_TOKEN =
      Endpoint.repeatable("auth.app-token", AppTokenRequest.class, AppToken.class, TWITCH);

  /**
   * A viewer's access token that reads chat; fails with UNAUTHENTICATED or FORBIDDEN when there is
   * no such consent any more. Served by the auth service, asked by the webhook service alone.
   */
  public static final Endpoint<GetChatToken, ChatToken> CHAT_TOKEN =
      Endpoint.repeatable("auth.chat-token", GetChatToken.class, ChatToken.class, TWITCH);

  /** A consent to read chat has ended. Told by the auth service. */
  public static final Topic<ChatConsentRevoked> LENDER_GONE =
      new Topic<>("auth.lender-gone", ChatConsentRevoked.class);

  /** Events may come twice for a while. Among the webhook services. */
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
          DELIVER_EVENT,
          RECENT_EVENTS,
          AUTHORIZE_CHANNEL,
          PUSHER_WEBHOOK,
          BEGIN_LOGIN,
          COMPLETE_LOGIN,
          END_SESSION,
          FIND_SESSION,
          APP_TOKEN,
          CHAT_TOKEN);

  private Contracts() {}

  /** Teaches a bus all messages. Once for each Vert.x, before anything is deployed. */
  public static void register(EventBus bus) {
    Stream.concat(
            ENDPOINTS.stream().flatMap(it -> Stream.of(it.question(), it.answer())),
            Stream.of(
                CHANNEL_OCCUPANCY.type(),
                SUBSCRIPTION_CONFIRMED.type(),
                STREAMER_WATCHED.type(),
                CHAT_LENDER.type(),
                LENDER_GONE.type(),
                HANDOVER.type(),
                SUBSCRIPTIONS_ENDED.type()))
        .distinct()
        .filter(type -> type != WebhookDelivery.class)
        .forEach(type -> RecordCodec.register(bus, type));
    WebhookDeliveryCodec.register(bus);
  }
}

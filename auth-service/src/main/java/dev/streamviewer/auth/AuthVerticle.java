package dev.streamviewer.auth;

import dev.streamviewer.auth.config.AuthConfig;
import dev.streamviewer.auth.crypto.TokenCipher;
import dev.streamviewer.auth.follows.FollowedStreams;
import dev.streamviewer.auth.login.LoginFlow;
import dev.streamviewer.auth.login.LoginMeters;
import dev.streamviewer.auth.login.LoginStates;
import dev.streamviewer.auth.login.PendingLogins;
import dev.streamviewer.auth.moderation.ModeratorRoles;
import dev.streamviewer.auth.overlay.OverlayMeters;
import dev.streamviewer.auth.overlay.OverlayService;
import dev.streamviewer.auth.session.SessionMeters;
import dev.streamviewer.auth.session.SessionService;
import dev.streamviewer.auth.session.SessionStore;
import dev.streamviewer.auth.session.SessionValidation;
import dev.streamviewer.auth.session.ValidationSchedule;
import dev.streamviewer.auth.session.ViewerValidation;
import dev.streamviewer.auth.token.AppTokens;
import dev.streamviewer.auth.token.ChatTokens;
import dev.streamviewer.auth.twitch.TwitchAuthorizations;
import dev.streamviewer.auth.twitch.TwitchDeadlines;
import dev.streamviewer.auth.twitch.TwitchFollows;
import dev.streamviewer.auth.twitch.TwitchModeration;
import dev.streamviewer.auth.twitch.TwitchOAuth;
import dev.streamviewer.auth.twitch.TwitchUsers;
import dev.streamviewer.platform.async.RoundGuard;
import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.auth.AppTokenRequest;
import dev.streamviewer.platform.launch.ServiceContext;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.stream.Stream;

/** Creates the parts of the auth service and serves its endpoints. */
final class AuthVerticle extends VerticleBase {
  private static final String APP_TOKEN = "app-token";
  private static final Duration RETRY_INTERVAL = Duration.ofSeconds(3);

  private final AuthConfig config;
  private final ServiceContext service;

  AuthVerticle(AuthConfig config, ServiceContext service) {
    this.config = config;
    this.service = service;
  }

  @Override
  public Future<?> start() {
    var shared = vertx.sharedData();
    var cipher = new TokenCipher(config.clientSecret());
    var clock = service.clock();
    return Future.join(
            LoginStates.create(shared, config.clientSecret(), clock),
            PendingLogins.create(shared, Timers.of(vertx), clock),
            SessionStore.create(shared, cipher, clock))
        .compose(maps -> serve(maps.resultAt(0), maps.resultAt(1), maps.resultAt(2)));
  }

  @Override
  public Future<?> stop() {
    service.readiness().unregister(APP_TOKEN);
    return Future.succeededFuture();
  }

  private Future<?> serve(LoginStates states, PendingLogins pending, SessionStore store) {
    var clock = service.clock();
    var oauth = new TwitchOAuth(vertx, config, clock, TwitchDeadlines.DEFAULT);
    var users = new TwitchUsers(vertx, config, TwitchDeadlines.DEFAULT);
    var meters = new SessionMeters(service.meters());
    var validation = new SessionValidation(vertx.sharedData(), store, oauth, users, meters, clock);
    startSchedule(store, validation, meters);
    var loginMeters = new LoginMeters(service.meters());
    var logins = new LoginFlow(states, pending, oauth, users, store, loginMeters);
    var sessions =
        new SessionService(
            store,
            validation,
            oauth,
            revoked -> Contracts.CHAT_TOKEN_OWNER_GONE.publish(vertx.eventBus(), revoked),
            meters,
            clock);
    return Future.all(
        serve(logins),
        serve(sessions),
        serveTokens(store, validation, oauth),
        serveFollows(store, validation),
        serveRoles(store, validation));
  }

  private Future<?> serveRoles(SessionStore store, SessionValidation validation) {
    var moderation = new TwitchModeration(vertx, config, TwitchDeadlines.DEFAULT);
    var roles = new ModeratorRoles(store, validation, moderation, service.clock());
    return allRegistered(
        Contracts.MODERATED_CHANNELS.serve(vertx.eventBus(), roles::find),
        Contracts.MODERATOR_REMOVED.subscribe(vertx.eventBus(), roles::removed));
  }

  private MessageConsumer<?> serveValidations(
      SessionStore store, SessionValidation validation, OverlayService overlays) {
    var guard =
        new RoundGuard(
            vertx, "viewer_validation", ValidationSchedule.STALL_TIMEOUT, service.meters());
    var viewers =
        new ViewerValidation(vertx, store, validation, overlays::recheck, guard, service.clock());
    return Contracts.VALIDATE_SESSIONS.serve(vertx.eventBus(), viewers::validate);
  }

  private Future<?> serve(LoginFlow logins) {
    return allRegistered(
        Contracts.BEGIN_LOGIN.serve(vertx.eventBus(), logins::begin),
        Contracts.COMPLETE_LOGIN.serve(vertx.eventBus(), logins::complete));
  }

  private Future<?> serve(SessionService sessions) {
    return allRegistered(
        Contracts.FIND_SESSION.serve(vertx.eventBus(), sessions::find),
        Contracts.END_SESSION.serve(vertx.eventBus(), sessions::end));
  }

  private Future<?> serveTokens(
      SessionStore store, SessionValidation validation, TwitchOAuth oauth) {
    var chatTokens = new ChatTokens(store, validation, config.clientId(), service.clock());
    var appTokens = new AppTokens(oauth, config.clientId(), service.clock());
    service.readiness().register(APP_TOKEN, check -> check.complete(appTokens.check()));
    // Wrong credentials show at once, not with the first viewer.
    fetchUntilAvailable(appTokens);
    return Future.all(
        allRegistered(
            Contracts.APP_TOKEN.serve(vertx.eventBus(), appTokens::get),
            Contracts.CHAT_TOKEN.serve(vertx.eventBus(), chatTokens::get)),
        serveOverlays(store, validation, appTokens));
  }

  private Future<?> serveOverlays(
      SessionStore store, SessionValidation validation, AppTokens appTokens) {
    return OverlayService.create(
            vertx.sharedData(),
            store,
            config.clientSecret(),
            new TwitchAuthorizations(vertx, config, TwitchDeadlines.DEFAULT),
            appTokens,
            new OverlayMeters(service.meters()),
            service.clock())
        .compose(
            overlays ->
                allRegistered(
                    serveValidations(store, validation, overlays),
                    Contracts.CREATE_OVERLAY.serve(vertx.eventBus(), overlays::create),
                    Contracts.FIND_OVERLAYS.serve(vertx.eventBus(), overlays::list),
                    Contracts.END_OVERLAY.serve(vertx.eventBus(), overlays::end),
                    Contracts.FIND_OVERLAY.serve(vertx.eventBus(), overlays::find)));
  }

  private Future<?> serveFollows(SessionStore store, SessionValidation validation) {
    var twitch = new TwitchFollows(vertx, config, TwitchDeadlines.DEFAULT);
    var followed = new FollowedStreams(store, validation, twitch, service.clock());
    return allRegistered(Contracts.FIND_FOLLOWED_STREAMS.serve(vertx.eventBus(), followed::find));
  }

  private void startSchedule(
      SessionStore store, SessionValidation validation, SessionMeters meters) {
    var guard =
        new RoundGuard(vertx, "validation", ValidationSchedule.STALL_TIMEOUT, service.meters());
    new ValidationSchedule(vertx, store, validation, meters, guard, service.clock()).start();
  }

  /** Requests an app token until the first succeeds; later requests renew it. */
  private void fetchUntilAvailable(AppTokens appTokens) {
    vertx.setPeriodic(
        0,
        RETRY_INTERVAL.toMillis(),
        timer -> {
          if (appTokens.everFetched()) {
            vertx.cancelTimer(timer);
          } else {
            appTokens.get(new AppTokenRequest(null));
          }
        });
  }

  private static Future<?> allRegistered(MessageConsumer<?>... consumers) {
    return Future.all(Stream.of(consumers).map(MessageConsumer::completion).toList());
  }
}

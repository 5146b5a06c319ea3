package dev.streamviewer.auth;

import dev.streamviewer.auth.config.AuthConfig;
import dev.streamviewer.auth.crypto.TokenCipher;
import dev.streamviewer.auth.twitch.TwitchDeadlines;
import dev.streamviewer.auth.twitch.TwitchOAuth;
import dev.streamviewer.auth.twitch.TwitchUsers;
import dev.streamviewer.platform.async.RoundGuard;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.auth.AppTokenRequest;
import dev.streamviewer.platform.launch.ServiceContext;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.stream.Stream;

/** Puts the auth service together and onto the bus. */
final class AuthVerticle extends VerticleBase {
  private static final String APP_TOKEN = "app-token";
  private static final Duration ASK_AGAIN = Duration.ofSeconds(3);

  private final AuthConfig config;
  private final ServiceContext host;

  AuthVerticle(AuthConfig config, ServiceContext host) {
    this.config = config;
    this.host = host;
  }

  @Override
  public Future<?> start() {
    var shared = vertx.sharedData();
    var cipher = new TokenCipher(config.clientSecret());
    return LoginStates.create(shared, config.clientSecret(), host.clock())
        .compose(
            states ->
                SessionStore.create(shared, cipher, host.clock())
                    .compose(sessions -> serve(states, sessions)));
  }

  @Override
  public Future<?> stop() {
    host.readiness().unregister(APP_TOKEN);
    return Future.succeededFuture();
  }

  private Future<?> serve(LoginStates states, SessionStore store) {
    var clock = host.clock();
    var meters = new AuthMeters(host.meters());
    var oauth = new TwitchOAuth(vertx, config, clock, TwitchDeadlines.USUAL);
    var users = new TwitchUsers(vertx, config, TwitchDeadlines.USUAL);
    var validation = new SessionValidation(vertx.sharedData(), store, oauth, users, meters, clock);
    var logins = new LoginFlow(states, oauth, users, store, meters);
    var sessions =
        new SessionService(
            store,
            validation,
            oauth,
            gone -> Contracts.LENDER_GONE.publish(vertx.eventBus(), gone),
            meters,
            clock);
    var chatTokens = new ChatTokens(store, validation, config.clientId(), clock);
    var appTokens = new AppTokens(oauth, config.clientId(), clock);

    host.readiness().register(APP_TOKEN, check -> check.complete(appTokens.check()));
    // Wrong credentials show at once, not with the first viewer.
    fetch(appTokens);
    var guard = new RoundGuard(vertx, "validation", ValidationSchedule.PATIENCE, host.meters());
    new ValidationSchedule(vertx, store, validation, meters, guard, clock).start();
    return serving(
        Contracts.BEGIN_LOGIN.serve(vertx.eventBus(), logins::begin),
        Contracts.COMPLETE_LOGIN.serve(vertx.eventBus(), logins::complete),
        Contracts.FIND_SESSION.serve(vertx.eventBus(), sessions::find),
        Contracts.END_SESSION.serve(vertx.eventBus(), sessions::end),
        Contracts.APP_TOKEN.serve(vertx.eventBus(), appTokens::get),
        Contracts.CHAT_TOKEN.serve(vertx.eventBus(), chatTokens::lend));
  }

  /** Until there has been one; then it is renewed when somebody asks. */
  private void fetch(AppTokens appTokens) {
    vertx.setPeriodic(
        0,
        ASK_AGAIN.toMillis(),
        timer -> {
          if (appTokens.hadOne()) {
            vertx.cancelTimer(timer);
          } else {
            appTokens.get(new AppTokenRequest(null));
          }
        });
  }

  private static Future<?> serving(MessageConsumer<?>... consumers) {
    return Future.all(Stream.of(consumers).map(MessageConsumer::completion).toList());
  }
}

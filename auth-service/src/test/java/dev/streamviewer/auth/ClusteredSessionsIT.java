package dev.streamviewer.auth;

import static dev.streamviewer.platform.bus.BusFailure.Reason.UNAUTHENTICATED;
import static dev.streamviewer.testing.Await.eventually;
import static dev.streamviewer.testing.Await.failure;
import static dev.streamviewer.testing.Await.value;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.cluster.ClusterConfig;
import dev.streamviewer.platform.cluster.ClusteredVertx;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.auth.BeginLogin;
import dev.streamviewer.platform.contract.auth.CompleteLogin;
import dev.streamviewer.platform.contract.auth.FindSession;
import dev.streamviewer.platform.contract.auth.LoginResult.Outcome;
import dev.streamviewer.platform.contract.auth.Session;
import dev.streamviewer.platform.launch.ServiceContext;
import dev.streamviewer.testing.FreePorts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A session in a real cluster, seen from other members. */
@ExtendWith(VertxExtension.class)
class ClusteredSessionsIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  private static final String ACCESS = "cfabdegwdoklmawdzdo98xt2fo512y";
  private static final String REFRESH = "eyJfMzUtNDU0OC4MWYwLTQ5MDY5ODY4NGNlMSJ9asdf";

  /** A port for each test, since a member that failed to leave would join the next test. */
  private final int port = FreePorts.cluster();

  private final List<ClusteredVertx> members = new ArrayList<>();
  private TestTwitch twitch;
  private Secret session;

  @BeforeEach
  void openSession(Vertx vertx) throws Exception {
    twitch = TestTwitch.start(vertx);
    twitch.answer(TestTwitch.TOKEN, TestTwitch.tokens(ACCESS, REFRESH));
    twitch.answer(TestTwitch.VALIDATE, TestTwitch.identity("ninja"));
    var auth = join();
    // The first use of a map can take longer on a busy machine than a bus request may.
    value(map(auth).size());
    var deployment = serve(auth, "hush");
    session = eventually(() -> signIn(auth));
    value(auth.undeploy(deployment));
  }

  @AfterEach
  void leave() throws Exception {
    for (var member : members) {
      member.vertx().close().await(60, SECONDS);
    }
  }

  @Test
  void storesNoReadableTokenInTheClusterMap() throws Exception {
    var map = map(join());

    var text =
        await()
            .atMost(SOON)
            .ignoreExceptions()
            .until(() -> value(map.entries()).toString(), it -> it.contains("ninja"));
    assertThat(Stream.of(ACCESS, REFRESH).flatMap(ClusteredSessionsIT::parts))
        .noneMatch(text::contains);
  }

  @Test
  void findsASessionOfAServiceWithTheSameSecret() throws Exception {
    var another = join();
    serve(another, "hush");

    assertThat(eventually(() -> value(find(another))).viewer().login()).isEqualTo("ninja");
  }

  @Test
  void findsNoSessionOfAServiceWithAnotherSecret() throws Exception {
    var another = join();
    serve(another, "another");

    await()
        .atMost(SOON)
        .until(() -> failure(find(another), BusFailure.class).reason(), UNAUTHENTICATED::equals);
  }

  @Test
  void opensOneSessionForCallbacksAtTwoMembers() throws Exception {
    var services = List.of(join(), join());
    services.forEach(service -> serve(service, "hush"));
    // The first uses of the maps can take longer on a busy machine than a sign-in waits for them.
    services.forEach(service -> eventually(() -> signIn(service)));
    var callback = eventually(() -> beginSignIn(services.get(0)));
    var exchanges = twitch.tokenForms("authorization_code").size();
    // Keeps the first callback pending until all have arrived.
    twitch.delay(TestTwitch.VALIDATE, Duration.ofSeconds(3));

    var results =
        Stream.of(0, 1, 0, 1)
            .map(n -> Contracts.COMPLETE_LOGIN.ask(services.get(n).eventBus(), callback))
            .toList();

    assertThat(results.stream().map(it -> value(it).session()).distinct())
        .singleElement()
        .isNotNull();
    assertThat(twitch.tokenForms("authorization_code")).hasSize(exchanges + 1);
  }

  /** Begins a sign-in; returns the callback that Twitch will send. */
  private static CompleteLogin beginSignIn(Vertx vertx) {
    var question = new BeginLogin(null, null, false, false, false);
    var redirect = value(Contracts.BEGIN_LOGIN.ask(vertx.eventBus(), question));
    var state = new QueryStringDecoder(redirect.location()).parameters().get("state").get(0);
    return new CompleteLogin(new Secret("code"), state, null, redirect.browser());
  }

  private static Secret signIn(Vertx vertx) {
    var callback = beginSignIn(vertx);
    var result = value(Contracts.COMPLETE_LOGIN.ask(vertx.eventBus(), callback));
    assertThat(result.outcome()).isEqualTo(Outcome.SIGNED_IN);
    return result.session();
  }

  private Future<Session> find(Vertx vertx) {
    return Contracts.FIND_SESSION.ask(vertx.eventBus(), new FindSession(session));
  }

  private static Stream<String> parts(String token) {
    return IntStream.rangeClosed(0, token.length() - 6).mapToObj(at -> token.substring(at, at + 6));
  }

  private static AsyncMap<String, String> map(Vertx vertx) {
    return value(vertx.sharedData().<String, String>getAsyncMap("auth.sessions"));
  }

  private String serve(Vertx vertx, String clientSecret) {
    var host =
        new ServiceContext(
            new SimpleMeterRegistry(),
            HealthChecks.create(vertx),
            Clock.systemUTC(),
            "test",
            Cluster.NONE);
    return value(vertx.deployVerticle(new AuthVerticle(twitch.config(clientSecret), host)));
  }

  private Vertx join() throws Exception {
    var config =
        new ClusterConfig(ClusterConfig.Mode.LOCAL, "", "127.0.0.1", port, Optional.empty());
    var member = ClusteredVertx.start(config).await(60, SECONDS);
    Contracts.register(member.vertx().eventBus());
    members.add(member);
    // Members that missed each other at startup merge within seconds, later on a busy machine.
    await()
        .atMost(SOON)
        .until(() -> members.stream().allMatch(it -> it.cluster().size() == members.size()));
    return member.vertx();
  }
}

package dev.streamviewer.sandbox.twitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.sandbox.CallbackReceiver;
import dev.streamviewer.sandbox.SandboxResponse;
import dev.streamviewer.sandbox.SubscriptionRequester;
import dev.streamviewer.sandbox.TestSandbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Subscribes to every type about a streamer, with and without what the type requires. */
@TestInstance(Lifecycle.PER_CLASS)
class SubscriptionTypesIT {
  private static final String TFUE = "60978448";
  private static final String HUBVETERAN = "503254";

  private final TestSandbox sandbox =
      TestSandbox.start(o -> o.withTwitch(t -> t.withRateLimit(10_000)));
  private final CallbackReceiver receiver = new CallbackReceiver(sandbox.vertx());
  private SubscriptionRequester subscriber;

  @BeforeAll
  void start() {
    subscriber = new SubscriptionRequester(sandbox, receiver);
    sandbox.signIn("hubveteran", "user:read:email");
  }

  @AfterAll
  void close() {
    sandbox.close();
  }

  @ParameterizedTest
  @MethodSource("dev.streamviewer.sandbox.SubscriptionRequester#typesOfStreamers")
  void requiresVersionConditionAndScopeOfTheType(String type) {
    var condition = SubscriptionRequester.condition(type, TFUE);

    assertRefused(subscriber.subscribe(type, "99", condition), 400, "type and version");
    condition.fieldNames().stream()
        .map(field -> SubscriptionRequester.condition(type, TFUE).put(field, "not-an-id"))
        .forEach(
            wrong ->
                assertRefused(
                    subscriber.subscribe(type, SubscriptionRequester.type(type).version(), wrong),
                    400,
                    "not-an-id"));
    condition.fieldNames().stream()
        .map(
            field -> {
              var lacking = SubscriptionRequester.condition(type, TFUE);
              lacking.remove(field);
              return lacking;
            })
        .forEach(
            lacking ->
                assertRefused(
                    subscriber.subscribe(type, SubscriptionRequester.type(type).version(), lacking),
                    400,
                    "condition"));
    if (SubscriptionRequester.type(type).needsConsent()) {
      assertRefused(
          subscriber.subscribe(type, HUBVETERAN), 403, "subscription missing proper authorization");
    }
    subscriber.grant("tfue", type);
    assertThat(subscriber.subscribe(type, TFUE).status()).isEqualTo(202);
  }

  private static void assertRefused(SandboxResponse answer, int status, String reason) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.json().getString("message")).contains(reason);
  }
}
